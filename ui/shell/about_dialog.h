#pragma once

#include <QDialog>

namespace slipway::shell {

/// Version, and what Slipway is made with.
class AboutDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget *parent);
};

/// Every action with its keys (F1).
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutsDialog(QWidget *parent);
};

} // namespace slipway::shell
