"""What pytest leaves alone here: programs of the site, which need its packages."""

collect_ignore = ["_extensions", "conf.py"]
