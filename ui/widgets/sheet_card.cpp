#include "widgets/sheet_card.h"

#include "theme/fonts.h"
#include "theme/tokens.h"
#include "widgets/banner.h"
#include "widgets/plain_words.h"
#include "widgets/progress.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace slipway::widgets {

namespace {

constexpr int inner = 24;

/// The ring before the words of what goes on.
class BusyRing final : public QWidget
{
public:
    explicit BusyRing(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(16, 16);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintProgressRing(painter, QRectF(rect()).adjusted(1, 1, -1, -1), {}, theme::tokens(palette()).running.solid,
                          palette());
    }
};

int heightAt(const QWidget &widget, int width)
{
    if (widget.isHidden())
        return 0;
    return widget.hasHeightForWidth() ? widget.heightForWidth(width) : widget.sizeHint().height();
}

QLabel *wordsOf(QWidget *parent)
{
    auto *label = new QLabel(parent);
    showAsWritten(*label);
    label->setWordWrap(true);
    label->hide();
    return label;
}

} // namespace

SheetCard::SheetCard(QWidget *sheet)
    : QWidget(sheet)
{
    makeHead();
    makeBody();
    failure = new Banner(this);
    failure->hide();
    makeFoot();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(scroll, 1);
    column->addWidget(failure);
    column->addWidget(foot);
}

void SheetCard::makeHead()
{
    head = new QWidget(this);
    icon = new QLabel(head);
    icon->hide();
    title = wordsOf(head);
    subtitle = wordsOf(head);
    subtitle->setForegroundRole(QPalette::PlaceholderText);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(icon, 0, Qt::AlignVCenter);
    line->addWidget(title, 1);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(inner, 20, inner, 16);
    column->setSpacing(4);
    column->addLayout(line);
    column->addWidget(subtitle);
}

void SheetCard::makeBody()
{
    scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Details"));
    scroll->viewport()->setAutoFillBackground(false);
    content = new QWidget;
    content->setAutoFillBackground(false);
    body = new QVBoxLayout(content);
    body->setContentsMargins(inner, 16, inner, 20);
    body->setSpacing(12);
    scroll->setWidget(content);
    content->setAutoFillBackground(false);
}

void SheetCard::makeFoot()
{
    foot = new QWidget(this);
    ring = new BusyRing(foot);
    ring->hide();
    note = wordsOf(foot);
    cancel = new QPushButton(tr("Cancel"), foot);
    cancel->setAccessibleName(tr("Cancel"));
    cancel->setToolTip(tr("Close without doing anything (Esc)"));
    verb = new QPushButton(foot);
    verb->setDefault(false);
    offer(*verb, {});
    extra = new QWidget(foot);
    extra->hide();
    extraColumn = new QVBoxLayout(extra);
    extraColumn->setContentsMargins(0, 0, 0, 4);
    extraColumn->setSpacing(8);
    auto *column = new QVBoxLayout(foot);
    column->setContentsMargins(inner, 16, inner, 16);
    column->setSpacing(8);
    column->addWidget(extra);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    column->addLayout(row);
    row->addWidget(ring);
    row->addWidget(note, 1);
    row->addStretch(0);
    row->addWidget(cancel);
    row->addSpacing(4);
    row->addWidget(verb);
}

int SheetCard::fixedHeight(int width) const
{
    return heightAt(*head, width) + heightAt(*failure, width) + heightAt(*foot, width) + 2;
}

int SheetCard::wantedHeight(int width) const
{
    if (body->isEmpty())
        return 0;
    const int height = body->totalHeightForWidth(width);
    return height < 0 ? content->sizeHint().height() : height;
}

void SheetCard::setFonts(const QFont &base)
{
    title->setFont(theme::font(theme::FontRole::SheetTitle, base));
    // A wrapped label's own height leaves out what hangs below the last line.
    title->setMinimumHeight(title->fontMetrics().height() + 2);
    note->setFont(theme::font(theme::FontRole::Small, base));
}

} // namespace slipway::widgets
