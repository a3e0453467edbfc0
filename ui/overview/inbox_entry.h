#pragma once

#include "base/clock.h"
#include "overview/fleet.h"
#include "overview_page/ink.h"

#include <QWidget>

#include <memory>

class QPushButton;

namespace slipway::overview_page {

/// One thing that needs a person: icon, title, age, a few lines, and a link to where it can be dealt with. The link is
/// what the keyboard reaches; without one the entry itself is.
class InboxEntry final : public QWidget
{
    Q_OBJECT

public:
    InboxEntry(std::shared_ptr<base::Clock> clock, QWidget *parent);

    /// `sentence` is what a screen reader says of it.
    void setItem(const overview::InboxItem &item, const QString &sentence);
    const QString &id() const { return m_item.id; }
    bool isUrgent() const { return m_item.urgency == overview::InboxItem::Urgency::Page; }
    /// What takes the keyboard's focus.
    QWidget *focusTarget();

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void openRequested(const QUrl &page);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    int textLines(int width) const;
    void placeLink();

    std::shared_ptr<base::Clock> m_clock;
    overview::InboxItem m_item;
    Fonts m_fonts;
    QPushButton *m_link;
};

} // namespace slipway::overview_page
