#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace slipway::rollout_sheets {

/// A box with a warning on top and what it asks below.
class WarningBox final : public QWidget
{
    Q_OBJECT

public:
    explicit WarningBox(QWidget *parent = nullptr);
    QLabel *warning() const { return m_warning; }
    QVBoxLayout *column() const { return m_column; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_warning = nullptr;
    QVBoxLayout *m_column = nullptr;
};

} // namespace slipway::rollout_sheets
