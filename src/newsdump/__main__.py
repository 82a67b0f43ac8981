"""The command `newsdump`, and `python -m newsdump`: Ctrl-C is heard here while the command line is loaded."""

try:
    from newsdump.cli import main
except KeyboardInterrupt:
    raise SystemExit(130) from None

__all__ = ["main"]

if __name__ == "__main__":
    main()
