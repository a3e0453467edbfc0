#pragma once

#include "pipelines/proposer.h"
#include "widgets/sheet.h"

#include <QPointer>

#include <optional>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace slipway::pipelines_page {

class DiffView;

/// "Propose change…": what will be made at GitHub, to be worded and confirmed; then how it goes. What was typed stays
/// after a failure, and trying again goes on where it stopped.
class ProposeSheet final : public widgets::Sheet
{
    Q_OBJECT

public:
    /// `proposer` outlives the sheet; one that has failed before is gone on with.
    /// `earlier` is how far an earlier run of the program got with it.
    ProposeSheet(pipelines::Proposer *proposer, const pipelines::Plan &draft, const QStringList &changes,
                 const std::optional<pipelines::Journal> &earlier, QWidget *over);

    /// As the fields have it.
    pipelines::Plan plan() const;

Q_SIGNALS:
    /// The pull request is there.
    void proposed(qint64 number, const QUrl &page);

private:
    void addFields(const QStringList &changes);
    QLabel *addWords(const QString &words);
    void addPlan();
    void takeFields();
    void confirm();
    void takeState();
    void showMoved(const pipelines::Moved &moved);
    void setEditable(bool editable);

    QPointer<pipelines::Proposer> m_proposer;
    pipelines::Plan m_draft;
    std::optional<pipelines::Journal> m_earlier;
    QLineEdit *m_title;
    QLineEdit *m_branch;
    QPlainTextEdit *m_description;
    QCheckBox *m_isDraft;
    DiffView *m_diff;
    QLabel *m_steps;
    QLabel *m_movedWords;
    bool m_isMergeShown = false;
};

} // namespace slipway::pipelines_page
