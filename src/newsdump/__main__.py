"""`python -m newsdump` is the command line."""

from newsdump.cli import main

if __name__ == "__main__":
    main()
