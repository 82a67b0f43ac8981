/* The walk through fitted trees, line by line, for compiled builds: what newsdump.items.forests does for all lines of a
   page at once with large integers, which is the faster way in Python and the slower one here. Both give the same. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

#define NODE 4 /* bytes of a node: its column and the number from which a line goes above, two each, the lower first */

static unsigned
two_bytes(const uint8_t *at)
{
    return at[0] | (unsigned)at[1] << 8;
}

typedef struct {
    const uint8_t **columns; /* of each column the numbers of all lines */
    const uint8_t *nodes, *leaves;
    Py_ssize_t depth, classes;
} Forest;

/* Add what all trees say of some lines to their totals, a row of classes each. */
static void
add_votes(const Forest *forest, Py_ssize_t trees, const Py_ssize_t *lines, Py_ssize_t many, uint16_t *totals)
{
    const Py_ssize_t inner = ((Py_ssize_t)1 << forest->depth) - 1, classes = forest->classes;
    for (Py_ssize_t tree = 0; tree < trees; tree++) {
        const uint8_t *nodes = forest->nodes + tree * inner * NODE;
        const uint8_t *leaves = forest->leaves + (tree << forest->depth) * classes;
        for (Py_ssize_t row = 0; row < many; row++) {
            Py_ssize_t at = 0;
            for (Py_ssize_t level = 0; level < forest->depth; level++) {
                const uint8_t *node = nodes + at * NODE;
                at = 2 * at + 1 + (forest->columns[two_bytes(node)][lines[row]] >= two_bytes(node + 2));
            }
            const uint8_t *leaf = leaves + (at - inner) * classes;
            uint16_t *total = totals + row * classes;
            for (Py_ssize_t number = 0; number < classes; number++) {
                total[number] = (uint16_t)(total[number] + leaf[number]);
            }
        }
    }
}

/* The shares of a line's classes: what each has of the first one's, by its votes behind that, so that all are one. */
static PyObject *
shares_of(const uint16_t *total, Py_ssize_t classes, PyObject *falls, PyObject *sum)
{
    uint16_t most = 0;
    for (Py_ssize_t number = 0; number < classes; number++) {
        most = total[number] > most ? total[number] : most;
    }
    PyObject *shares = PyList_New(classes);
    if (shares == NULL) {
        return NULL;
    }
    for (Py_ssize_t number = 0; number < classes; number++) {
        PyList_SET_ITEM(shares, number, Py_NewRef(PyList_GET_ITEM(falls, most - total[number])));
    }
    PyObject *whole = PyObject_CallFunctionObjArgs(sum, shares, NULL); /* which rounds as that of this Python does */
    const double all = whole == NULL ? -1.0 : PyFloat_AsDouble(whole);
    Py_XDECREF(whole);
    for (Py_ssize_t number = 0; number < classes && !PyErr_Occurred(); number++) {
        PyObject *one = PyList_GET_ITEM(shares, number);
        const double share = PyFloat_AsDouble(one);
        if (share != 0.0 && !PyErr_Occurred()) {
            PyList_SetItem(shares, number, PyFloat_FromDouble(share / all));
        }
    }
    if (PyErr_Occurred()) {
        Py_CLEAR(shares);
    }
    return shares;
}

/* The numbers of all columns, if each of them has as many as there are lines and no node asks for another one. */
static const uint8_t **
columns_of(PyObject *given, Py_ssize_t size, const Py_buffer *nodes)
{
    const Py_ssize_t count = PyList_GET_SIZE(given);
    for (Py_ssize_t at = 0; at < nodes->len; at += NODE) {
        if (two_bytes((const uint8_t *)nodes->buf + at) >= count) {
            PyErr_SetString(PyExc_ValueError, "a node asks for a column that is not there");
            return NULL;
        }
    }
    const uint8_t **columns = PyMem_New(const uint8_t *, count + 1);
    if (columns == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    for (Py_ssize_t number = 0; number < count; number++) {
        PyObject *column = PyList_GET_ITEM(given, number);
        if (!PyBytes_Check(column) || PyBytes_GET_SIZE(column) != size) {
            PyErr_SetString(PyExc_ValueError, "a column is no number a line");
            PyMem_Free(columns);
            return NULL;
        }
        columns[number] = (const uint8_t *)PyBytes_AS_STRING(column);
    }
    return columns;
}

static PyObject *
answer(const Forest *forest, const Py_buffer *asked, const Py_buffer *start, Py_ssize_t trees, PyObject *falls)
{
    const Py_ssize_t classes = forest->classes;
    const uint8_t *flags = asked->buf;
    Py_ssize_t many = 0;
    for (Py_ssize_t line = 0; line < asked->len; line++) {
        many += flags[line] != 0;
    }
    PyObject *sum = PyMapping_GetItemString(PyEval_GetBuiltins(), "sum");
    PyObject *found = PyList_New(0);
    Py_ssize_t *lines = PyMem_New(Py_ssize_t, many + 1);
    uint16_t *totals = PyMem_New(uint16_t, many * classes + 1);
    if (lines == NULL || totals == NULL) {
        PyErr_NoMemory();
    }
    if (PyErr_Occurred()) {
        Py_CLEAR(found);
        goto done;
    }
    Py_ssize_t row = 0;
    for (Py_ssize_t line = 0; line < asked->len; line++) {
        if (flags[line]) {
            lines[row] = line;
            for (Py_ssize_t number = 0; number < classes; number++) {
                totals[row * classes + number] = (uint16_t)two_bytes((const uint8_t *)start->buf + 2 * number);
            }
            row++;
        }
    }
    add_votes(forest, trees, lines, many, totals);
    for (row = 0; row < many; row++) {
        PyObject *shares = shares_of(totals + row * classes, classes, falls, sum);
        if (shares == NULL || PyList_Append(found, shares) < 0) {
            Py_XDECREF(shares);
            Py_CLEAR(found);
            break;
        }
        Py_DECREF(shares);
    }
done:
    PyMem_Free(lines);
    PyMem_Free(totals);
    Py_XDECREF(sum);
    return found;
}

PyDoc_STRVAR(shares_doc,
"shares(columns, asked, nodes, leaves, start, depth, falls)\n--\n\n"
"For each line that is asked about the share of each class; what is given stands in _kernel.pyi.\n\n"
"Raises ValueError where the sizes do not fit each other.");

static PyObject *
shares(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *given, *falls, *found = NULL;
    Py_buffer asked, nodes, leaves, start;
    int depth;
    if (!PyArg_ParseTuple(args, "O!y*y*y*y*iO!:shares", &PyList_Type, &given, &asked, &nodes, &leaves, &start, &depth,
                          &PyList_Type, &falls)) {
        return NULL;
    }
    const Py_ssize_t classes = start.len / 2;
    Py_ssize_t trees = 0;
    if (depth > 0 && depth < 16 && classes > 1) {
        trees = leaves.len / (classes << depth);
    }
    if (!trees || trees * (classes << depth) != leaves.len || trees * ((1 << depth) - 1) * NODE != nodes.len ||
        PyList_GET_SIZE(falls) <= UINT16_MAX) {
        PyErr_SetString(PyExc_ValueError, "these are no whole trees");
    }
    else {
        const uint8_t **columns = columns_of(given, asked.len, &nodes);
        if (columns != NULL) {
            const Forest forest = {columns, nodes.buf, leaves.buf, depth, classes};
            found = answer(&forest, &asked, &start, trees, falls);
            PyMem_Free(columns);
        }
    }
    PyBuffer_Release(&asked);
    PyBuffer_Release(&nodes);
    PyBuffer_Release(&leaves);
    PyBuffer_Release(&start);
    return found;
}

static PyMethodDef methods[] = {
    {"shares", shares, METH_VARARGS, shares_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef kernel = {
    PyModuleDef_HEAD_INIT, "newsdump.items._kernel", "Trees asked line by line, in C.", 0, methods, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC
PyInit__kernel(void)
{
    return PyModuleDef_Init(&kernel);
}
