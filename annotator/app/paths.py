"""Where resources, settings, logs and new projects live. Free of Qt: the CLI uses it too."""

from pathlib import Path

_NAME = "annotator"


def resources() -> Path:
    """Where icons, styles, help and samples are: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def settings_folder() -> Path:
    """Where the settings file and the window's geometry live; it may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_config_dir(_NAME, appauthor=False))


def logs_folder() -> Path:
    """Where logs are written; it may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_log_dir(_NAME, appauthor=False))


def rescue_folder() -> Path:
    """Where work is written that could not go where it belongs; it may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_data_dir(_NAME, appauthor=False)) / "rescued"


def default_projects_folder() -> Path:
    """Where a new project is offered to be saved: a folder of its own among the documents."""
    import platformdirs

    return Path(platformdirs.user_documents_dir()) / "Annotator"
