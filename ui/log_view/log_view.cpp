#include "log_view/log_view.h"

#include "base/format.h"
#include "log_view/advice_banner.h"
#include "log_view/find_bar.h"
#include "log_view/found_lines.h"
#include "log_view/log_canvas.h"
#include "widgets/announce.h"

#include <QKeyEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::log_view {

LogView::LogView(QWidget *parent)
    : QWidget(parent)
    , m_finder(new logs::Finder(this))
    , m_advice(new AdviceBanner(this))
    , m_canvas(new LogCanvas(*m_finder, this))
    , m_bar(new FindBar(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_advice);
    column->addWidget(m_bar);
    column->addWidget(m_canvas, 1);
    m_bar->hide();
    setFocusProxy(m_canvas);
    connect(m_canvas, &LogCanvas::followingChanged, this, &LogView::followingChanged);
    connect(m_canvas, &LogCanvas::showsTimesChanged, this, &LogView::showsTimesChanged);
    connect(m_canvas, &LogCanvas::wrapsLinesChanged, this, &LogView::wrapsLinesChanged);
    connect(m_canvas, &LogCanvas::caretMoved, this, &LogView::takeCaret);
    connect(m_canvas, &LogCanvas::noticed, this, &LogView::noticed);
    connect(m_advice, &AdviceBanner::evidenceRequested, this, &LogView::showLine);
    connect(m_advice, &AdviceBanner::editRequested, this, &LogView::editRequested);
    connectFind();
}

LogView::~LogView() = default;

void LogView::connectFind()
{
    connect(m_canvas, &LogCanvas::findRequested, this, &LogView::openFind);
    connect(m_bar, &FindBar::queryChanged, this, [this] { look(m_bar->query(), FindFrom::Cursor); });
    connect(m_bar, &FindBar::nextRequested, this, &LogView::findNext);
    connect(m_bar, &FindBar::previousRequested, this, &LogView::findPrevious);
    connect(m_bar, &FindBar::closed, this, [this] {
        m_bar->hide();
        m_canvas->setFocus(Qt::OtherFocusReason);
        look({}, FindFrom::Nowhere);
    });
    connect(m_finder, &logs::Finder::changed, this, &LogView::takeFound);
}

void LogView::setLog(std::shared_ptr<logs::RunLog> log)
{
    m_advice->setAdvice({});
    m_canvas->setLog(log);
    m_finder->setLog(std::move(log));
}

std::shared_ptr<logs::RunLog> LogView::log() const
{
    return m_canvas->log();
}

void LogView::setPlaceholder(const QString &words)
{
    m_canvas->setPlaceholder(words);
}

void LogView::setTimeZone(const QTimeZone &zone)
{
    m_canvas->setTimeZone(zone);
}

void LogView::setAdvice(const QList<advice::Advice> &advice)
{
    m_advice->setAdvice(advice);
    widgets::announce(*this, m_advice->sentence(), QAccessible::AnnouncementPoliteness::Assertive);
}

void LogView::setAdviceLeadsToEditor(bool leads)
{
    m_advice->setLeadsToEditor(leads);
}

bool LogView::showStep(const QString &job, const QString &step)
{
    const int section = log() ? log()->sectionOf(job, step) : -1;
    if (section < 0)
        return false;
    m_canvas->setFolded({section, -1}, false);
    m_canvas->goTo({section, m_canvas->rows().hasHead(section) ? -1 : 0});
    m_canvas->scrollToTop(m_canvas->caret().row);
    return true;
}

bool LogView::showFirstProblem(const QString &job, const QString &step)
{
    if (!log() || log()->sections().isEmpty())
        return false;
    const int first = job.isEmpty() ? 0 : log()->sectionOf(job, step);
    for (const bool onlyErrors : {true, false}) {
        const auto found = first < 0 ? std::nullopt : nextProblem(*log(), {first, -1}, onlyErrors);
        if (!found)
            continue;
        const logs::Section &own = log()->sections().at(found->section);
        if ((!job.isEmpty() && own.job != job) || (!step.isEmpty() && own.step.name != step))
            continue;
        m_canvas->goTo(*found);
        return true;
    }
    return false;
}

bool LogView::showNextProblem()
{
    return stepProblem(1);
}

bool LogView::showPreviousProblem()
{
    return stepProblem(-1);
}

bool LogView::stepProblem(int direction)
{
    if (!log() || log()->sections().isEmpty())
        return false;
    const auto found = nextProblem(*log(), m_canvas->caret().row, false, direction);
    if (!found)
        return false;
    m_canvas->goTo(*found);
    widgets::announce(*this, m_canvas->textOf(*found), QAccessible::AnnouncementPoliteness::Polite);
    return true;
}

void LogView::showLine(int section, int line)
{
    if (!log() || section < 0 || section >= log()->sections().size())
        return;
    m_canvas->goTo({section, std::clamp(line, 0, std::max(0, log()->sections().at(section).lineCount() - 1))});
    m_canvas->setFocus(Qt::OtherFocusReason);
}

bool LogView::isFollowing() const
{
    return m_canvas->isFollowing();
}

void LogView::setFollowing(bool follows)
{
    m_canvas->setFollowing(follows);
}

bool LogView::showsTimes() const
{
    return m_canvas->showsTimes();
}

void LogView::setShowsTimes(bool shows)
{
    m_canvas->setShowsTimes(shows);
}

bool LogView::wrapsLines() const
{
    return m_canvas->wrapsLines();
}

void LogView::setWrapsLines(bool wraps)
{
    m_canvas->setWrapsLines(wraps);
}

void LogView::openFind()
{
    m_bar->open();
    look(m_bar->query(), FindFrom::Nowhere);
}

void LogView::find(const logs::Query &query)
{
    m_bar->setQuery(query);
    look(query, FindFrom::Cursor);
}

void LogView::look(const logs::Query &query, FindFrom from)
{
    const auto looked = m_finder->find(query);
    m_canvas->clearMatch();
    m_canvas->refreshMatches();
    m_isWrong = !looked.has_value();
    m_goesToFirst = looked && from == FindFrom::Cursor && !query.text.isEmpty();
    if (m_isWrong)
        sayFound(base::sentence(looked.error()));
    else
        takeFound();
}

void LogView::takeFound()
{
    if (m_isWrong)
        return;
    if (!m_finder->isActive()) {
        sayFound({});
        return;
    }
    m_canvas->refreshMatches();
    if (m_goesToFirst && m_finder->matches() > 0) {
        m_goesToFirst = false;
        // The line of the cursor counts: typing on narrows what is found there.
        const Row at = m_canvas->caret().row;
        if (const auto found = nextFound(*log(), *m_finder, {at.section, at.line - 1}, 1))
            showMatch(*found, 1);
        return;
    }
    takeCaret();
}

void LogView::takeCaret()
{
    if (!log() || log()->sections().isEmpty())
        return;
    const Row row = m_canvas->caret().row;
    if (row.section != m_section && row.section >= 0) {
        m_section = row.section;
        const logs::Section &own = log()->sections().at(row.section);
        Q_EMIT currentStepChanged(own.job, own.step.name);
    }
    if (!m_finder->isActive() || m_isWrong)
        return;
    const Ordinal ordinal = ordinalOf(*log(), *m_finder, row);
    const QString count = base::format::count(ordinal.count);
    if (m_finder->matches() == 0)
        sayFound(m_finder->isSearching() ? tr("Searching…") : tr("No match"));
    else if (ordinal.place > 0)
        sayFound(tr("Line %1 of %2").arg(base::format::count(ordinal.place), count));
    else
        sayFound(tr("%1 matches").arg(base::format::count(m_finder->matches())));
}

void LogView::sayFound(const QString &words)
{
    if (m_bar->words() == words)
        return;
    m_bar->setWords(words, m_isWrong);
    Q_EMIT findWordsChanged(words);
    widgets::announce(*m_bar, words, QAccessible::AnnouncementPoliteness::Polite);
}

void LogView::findNext()
{
    step(1);
}

void LogView::findPrevious()
{
    step(-1);
}

void LogView::step(int direction)
{
    if (!log() || log()->sections().isEmpty() || !m_finder->isActive())
        return;
    // Matches of one line come after each other before the next line does.
    if (m_canvas->stepMatch(direction))
        return;
    if (const auto found = nextFound(*log(), *m_finder, m_canvas->caret().row, direction))
        showMatch(*found, direction);
}

void LogView::showMatch(Row row, int direction)
{
    const logs::Section &own = log()->sections().at(row.section);
    const int line = own.first + row.line;
    const qint64 parts = std::min(own.file->partCount(line), mostPartsSearched);
    for (qint64 part = 0; part < parts; ++part) {
        const auto matches = m_finder->matcher()->in(own.file->line(line, part).text);
        if (!matches.isEmpty()) {
            m_canvas->goToMatch(row, part, direction > 0 ? matches.first() : matches.last());
            return;
        }
    }
    m_canvas->goTo(row);
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    const bool isBack = event->modifiers() & Qt::ShiftModifier;
    if (event->matches(QKeySequence::Find))
        openFind();
    else if (event->key() == Qt::Key_F3)
        step(isBack ? -1 : 1);
    else if (event->key() == Qt::Key_F8)
        stepProblem(isBack ? -1 : 1);
    else if (event->key() == Qt::Key_Escape && m_bar->isVisible())
        Q_EMIT m_bar->closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace slipway::log_view
