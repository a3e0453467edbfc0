#pragma once

#include <QDialog>

class QListWidget;
class QStackedWidget;

namespace slipway::theme {
class Theme;
}

namespace slipway::shell {

/// Theme, motion, and the list of shortcuts. What is changed holds at once; there is nothing to confirm.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `theme` outlives it.
    SettingsDialog(theme::Theme &theme, QWidget *parent);

    /// Opens on the section that lists the shortcuts.
    void showShortcuts();

private:
    QWidget *makeAppearance();
    QWidget *makeShortcuts();

    theme::Theme &m_theme;
    QListWidget *m_sections = nullptr;
    QStackedWidget *m_stack = nullptr;
};

} // namespace slipway::shell
