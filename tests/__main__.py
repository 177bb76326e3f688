"""Sets up what the tests need, then hands all arguments to pytest."""

import os
import sys


def main() -> int:
    """Pytest's exit code."""
    from annotator import bootstrap

    bootstrap.prepare("tests", dev=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import pytest

    return int(pytest.main(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())
