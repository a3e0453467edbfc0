#pragma once

#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace slipway::inspector {

/// A part of a form that folds away: what most files do not set.
class Section final : public QWidget
{
    Q_OBJECT

public:
    Section(const QString &title, bool isOpen, QWidget *parent = nullptr);

    QVBoxLayout *content() const { return m_content; }
    bool isOpen() const { return m_isOpen; }
    void setOpen(bool open);
    QString title() const;

Q_SIGNALS:
    void toggled(bool open);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_isOpen = false;
    QToolButton *m_head = nullptr;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_content = nullptr;
};

} // namespace slipway::inspector
