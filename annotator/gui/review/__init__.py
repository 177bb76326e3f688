"""The widgets of the *Review* workspace: articles, the open group, the strip, the dialogs."""
