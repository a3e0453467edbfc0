#include "approvals_page/changes_pane.h"

#include "approvals_page/file_list.h"
#include "approvals_page/patch_view.h"
#include "approvals_page/words.h"
#include "base/format.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/elided_label.h"
#include "widgets/message.h"
#include "widgets/segmented_control.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::approvals_page {

namespace {

constexpr int headHeight = 40;

QString summaryOf(const approvals::Review &review)
{
    int added = 0;
    int removed = 0;
    for (const releases::FileChange &file : review.span->files) {
        added += file.added;
        removed += file.removed;
    }
    const QString files = review.span->files.size() == 1
        ? ChangesPane::tr("1 file")
        : ChangesPane::tr("%1 files").arg(base::format::count(review.span->files.size()));
    const QString against = review.live ? nameOf(*review.live) : review.mainBranch;
    const QString cut = review.span->isCut ? ChangesPane::tr(", and more than GitHub lists") : QString();
    return ChangesPane::tr("%1, %2, against %3%4").arg(files, base::format::changes(added, removed), against, cut);
}

} // namespace

ChangesPane::ChangesPane(QWidget *parent)
    : QWidget(parent)
    , m_nothing(new widgets::Message)
    , m_files(new FileList)
    , m_patch(new PatchView)
{
    setAccessibleName(tr("Changes"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_files);
    column->addWidget(m_patch, 1);
    column->addWidget(m_nothing, 1);
    m_nothing->hide();
    connect(m_files, &FileList::fileChosen, this, &ChangesPane::showFile);
    connect(m_files, &FileList::viewedChanged, this, &ChangesPane::showViewed);
    connect(m_layout, &widgets::SegmentedControl::currentIndexChanged, this, [this](int index) {
        m_patch->setLayout(index == 0 ? PatchView::Layout::Unified : PatchView::Layout::Split);
    });
}

QWidget *ChangesPane::makeHead()
{
    auto *head = new QWidget;
    head->setMinimumHeight(headHeight);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(theme::gutter, 0, theme::gutter, 0);
    row->setSpacing(12);
    auto *title = wordsLabel(tr("Changes"), theme::FontRole::Section);
    title->setWordWrap(false);
    m_summary = new widgets::ElidedLabel;
    m_summary->setFont(theme::font(theme::FontRole::Small));
    m_viewed = wordsLabel({}, theme::FontRole::Small);
    m_viewed->setWordWrap(false);
    m_layout = new widgets::SegmentedControl;
    m_layout->setAccessibleName(tr("Layout of the change"));
    m_layout->setSegments({tr("Unified"), tr("Split")});
    m_layout->setCurrentIndex(0);
    row->addWidget(title);
    row->addWidget(m_summary, 1);
    row->addWidget(m_viewed);
    row->addWidget(m_layout);
    return head;
}

void ChangesPane::setReview(const approvals::Review &review)
{
    const bool isKnown = review.span.has_value();
    const bool isEmpty = isKnown && review.span->files.isEmpty();
    m_summary->setText(isKnown ? summaryOf(review) : QString());
    m_files->setFiles(isKnown ? review.span->files : QList<releases::FileChange>());
    m_files->setVisible(isKnown && !isEmpty);
    m_patch->setVisible(isKnown && !isEmpty);
    m_nothing->setVisible(!isKnown || isEmpty);
    if (!isKnown)
        m_nothing->setContent(u"status-stale"_s, tr("The change is not known. Read it at GitHub before you decide."));
    else if (isEmpty)
        m_nothing->setContent(u"action-diff"_s, tr("No file differs from what is live."));
    showViewed();
}

void ChangesPane::showFile(int at)
{
    const QList<releases::FileChange> &files = m_files->files();
    if (at < 0 || at >= files.size())
        m_patch->setPatch({}, {});
    else
        m_patch->setPatch(files.at(at).path, files.at(at).patch);
}

void ChangesPane::showViewed()
{
    const qsizetype all = m_files->files().size();
    m_viewed->setText(all == 0 ? QString() : tr("%1 of %2 viewed").arg(m_files->viewedCount()).arg(all));
}

void ChangesPane::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = !(event->modifiers() & ~Qt::KeypadModifier);
    if (isPlain && (event->key() == Qt::Key_N || event->key() == Qt::Key_P))
        m_files->move(event->key() == Qt::Key_N ? 1 : -1);
    else if (isPlain && event->key() == Qt::Key_Space)
        m_files->toggleViewed();
    else
        QWidget::keyPressEvent(event);
}

void ChangesPane::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    const QWidget *head = layout()->itemAt(0)->widget();
    theme::paintHairline(painter, head->geometry(), Qt::BottomEdge, tokens.line1);
}

} // namespace slipway::approvals_page
