#pragma once

#include "advice/advisor.h"
#include "log_view/row_map.h"
#include "logs/finder.h"
#include "logs/run_log.h"

#include <QTimeZone>
#include <QWidget>

#include <memory>

namespace slipway::log_view {

class AdviceBanner;
class FindBar;
class LogCanvas;

/// The logs of a run: steps that fold, numbered lines with times and colours, problems marked, find across all of it.
///
/// Follows the end while the log grows, until the person scrolls up; End or `setFollowing` resumes. Only what is on
/// screen is read. GUI thread.
class LogView final : public QWidget
{
    Q_OBJECT

public:
    explicit LogView(QWidget *parent = nullptr);
    ~LogView() override;

    /// Null shows nothing but the words of `setPlaceholder`.
    void setLog(std::shared_ptr<logs::RunLog> log);
    std::shared_ptr<logs::RunLog> log() const;
    /// Why there is nothing: "The log appears once the job has begun."
    void setPlaceholder(const QString &words);

    /// The zone in which times are shown; the system's at first.
    void setTimeZone(const QTimeZone &zone);

    /// What the advisor says of this run, above the lines; empty removes it.
    void setAdvice(const QList<advice::Advice> &advice);
    /// Whether the advice leads to the step in the editor; it does not at first.
    void setAdviceLeadsToEditor(bool leads);

    /// Unfolds the step and scrolls to its begin; an empty step is the whole job. False when there is no such log.
    bool showStep(const QString &job, const QString &step);
    /// Goes to the first line that is marked as an error, or else as a problem: of the step, of the job without one, of
    /// all without both. False without any.
    bool showFirstProblem(const QString &job = {}, const QString &step = {});
    /// The problem after the cursor's line, or before it, through all jobs that are there. Also F8 and Shift+F8.
    bool showNextProblem();
    bool showPreviousProblem();
    /// Goes to a line of a section and puts the cursor there.
    void showLine(int section, int line);

    bool isFollowing() const;
    void setFollowing(bool follows);
    /// Columns and lines; kept by the caller.
    bool showsTimes() const;
    void setShowsTimes(bool shows);
    bool wrapsLines() const;
    void setWrapsLines(bool wraps);

    /// Opens the find bar and puts the keyboard there (Ctrl+F does).
    void openFind();
    /// Looks for `query` as if it was typed into the bar; for a find field elsewhere.
    void find(const logs::Query &query);
    void findNext();
    void findPrevious();

Q_SIGNALS:
    void followingChanged(bool follows);
    void showsTimesChanged(bool shows);
    void wrapsLinesChanged(bool wraps);
    /// The cursor came to another step; for a box that names it.
    void currentStepChanged(const QString &job, const QString &step);
    /// "12 matches", "Line 3 of 12", "No match"; empty when nothing is looked for.
    void findWordsChanged(const QString &words);
    /// Something about an act that people should know: "Only the first 32 million characters were copied."
    void noticed(const QString &words);
    /// The step that the advice is about is wanted in the editor.
    void editRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class FindFrom { Cursor, Nowhere };
    /// A match in a longer line is shown from its begin.
    static constexpr qint64 mostPartsSearched = 4'096;

    void connectFind();
    void look(const logs::Query &query, FindFrom from);
    void takeFound();
    void takeCaret();
    void sayFound(const QString &words);
    void step(int direction);
    bool stepProblem(int direction);
    void showMatch(Row row, int direction);

    logs::Finder *m_finder = nullptr;
    AdviceBanner *m_advice = nullptr;
    LogCanvas *m_canvas = nullptr;
    FindBar *m_bar = nullptr;
    int m_section = -1;
    bool m_isWrong = false;
    bool m_goesToFirst = false;
};

} // namespace slipway::log_view
