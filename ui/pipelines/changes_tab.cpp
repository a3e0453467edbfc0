#include "pipelines_page/changes_tab.h"

#include "editing/changes.h"
#include "pipelines_page/diff_view.h"
#include "theme/icons.h"
#include "widgets/message.h"

#include <QListWidget>
#include <QSplitter>
#include <QStackedLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::pipelines_page {

namespace {

/// Long enough that typing waits for nothing, short enough that nobody waits.
constexpr auto pause = 200ms;

QString iconOf(workflow::MeaningChange::Kind kind)
{
    using Kind = workflow::MeaningChange::Kind;
    switch (kind) {
    case Kind::Added: return u"action-add"_s;
    case Kind::Removed: return u"action-remove"_s;
    case Kind::Moved: return u"chevron-up-down"_s;
    default: return u"action-edit"_s;
    }
}

} // namespace

ChangesTab::ChangesTab(base::Clock *clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_meaning(new QListWidget)
    , m_diff(new DiffView)
    , m_empty(new widgets::Message)
{
    m_meaning->setObjectName(u"meaning"_s);
    m_meaning->setAccessibleName(tr("Changes in words"));
    m_meaning->setFrameShape(QFrame::NoFrame);
    m_meaning->setWordWrap(true);
    m_meaning->setTextElideMode(Qt::ElideRight);
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->setObjectName(u"changesSplitter"_s);
    splitter->addWidget(m_meaning);
    splitter->addWidget(m_diff);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    m_content = splitter;
    m_empty->setContent(u"status-success"_s, tr("Nothing is changed since the repository's version."));
    auto *stack = new QStackedLayout(this);
    stack->addWidget(m_empty);
    stack->addWidget(m_content);
    connect(m_diff, &DiffView::lineChosen, this, &ChangesTab::goToLine);
}

void ChangesTab::setFile(editing::OpenFile *file)
{
    if (m_file)
        m_file->disconnect(this);
    m_file = file;
    if (file) {
        connect(file, &editing::OpenFile::changed, this, &ChangesTab::takeSoon);
        connect(file, &editing::OpenFile::stateChanged, this, &ChangesTab::takeSoon);
    }
    take();
}

void ChangesTab::takeSoon()
{
    if (!m_pause)
        m_pause = m_clock->alarm(pause, [this] { take(); });
}

void ChangesTab::take()
{
    m_pause.reset();
    const editing::Changes changes =
        m_file ? editing::changesBetween(m_file->base(), m_file->document()) : editing::Changes();
    m_meaning->clear();
    for (const workflow::MeaningChange &change : changes.meaning)
        new QListWidgetItem(theme::icon(iconOf(change.kind)), change.sentence, m_meaning);
    const int count = static_cast<int>(changes.meaning.size());
    m_diff->setRows(changes.rows);
    static_cast<QStackedLayout *>(layout())->setCurrentWidget(changes.isEmpty() ? m_empty : m_content);
    Q_EMIT countChanged(count);
}

void ChangesTab::goToLine(int line)
{
    if (!m_file)
        return;
    const QByteArray &source = m_file->document().source();
    qsizetype begin = 0;
    for (int at = 0; at < line && begin >= 0; ++at)
        begin = source.indexOf('\n', begin) + 1;
    Q_EMIT goToRequested({static_cast<quint32>(begin), static_cast<quint32>(begin)});
}

} // namespace slipway::pipelines_page
