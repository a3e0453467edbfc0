#include "pipelines_page/propose_sheet.h"

#include "base/error.h"
#include "pipelines_page/diff_view.h"
#include "pipelines_page/words.h"
#include "theme/fonts.h"
#include "widgets/plain_words.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

constexpr int descriptionHeight = 110;
constexpr int diffHeight = 190;

/// What both sides made of the same lines.
QString conflictWords(const pipelines::Moved &moved)
{
    QStringList words;
    for (const pipelines::MovedFile &file : moved.files) {
        if (!file.theirs) {
            words.append(ProposeSheet::tr("%1 was removed on the branch.").arg(file.path));
            continue;
        }
        for (const textdiff::MergePart &part : file.merge.parts) {
            if (part.kind == textdiff::MergePart::Kind::Conflict)
                words.append(ProposeSheet::tr("%1\nYours:\n%2\nTheirs:\n%3")
                                 .arg(file.path, QString::fromUtf8(part.mineText), QString::fromUtf8(part.theirsText)));
        }
    }
    return words.join(u"\n\n"_s);
}

} // namespace

ProposeSheet::ProposeSheet(pipelines::Proposer *proposer, const pipelines::Plan &draft, const QStringList &changes,
                           const std::optional<pipelines::Journal> &earlier, QWidget *over)
    : Sheet(over)
    , m_proposer(proposer)
    , m_draft(draft)
    , m_earlier(earlier)
    , m_title(new QLineEdit(draft.title))
    , m_branch(new QLineEdit(draft.branch))
    , m_description(new QPlainTextEdit(draft.description))
    , m_isDraft(new QCheckBox(tr("As a draft that nobody is asked to review yet")))
    , m_diff(new DiffView)
    , m_steps(new QLabel)
    , m_movedWords(new QLabel)
{
    setObjectName(u"proposeSheet"_s);
    setTitle(draft.updates ? tr("Update the proposed change") : tr("Propose change"), u"node-trigger-pull-request"_s);
    setSubtitle(
        tr("%1 → %2 in %3/%4").arg(draft.branch, draft.baseBranch, draft.repository.owner, draft.repository.name));
    setVerb(draft.updates ? tr("Add commit") : tr("Propose change"));
    addFields(changes);
    addPlan();
    setFirstFocus(m_title);
    connect(this, &Sheet::confirmed, this, &ProposeSheet::confirm);
    connect(this, &Sheet::cancelled, m_proposer, &pipelines::Proposer::cancel);
    connect(m_proposer, &pipelines::Proposer::stateChanged, this, &ProposeSheet::takeState);
    connect(m_proposer, &pipelines::Proposer::journalChanged, this, [this] {
        if (m_proposer->state() == pipelines::Proposer::State::Working)
            setBusy(m_proposer->words());
    });
    connect(m_proposer, &QObject::destroyed, this, [this] { close(); });
    takeFields();
}

void ProposeSheet::addFields(const QStringList &changes)
{
    m_title->setObjectName(u"proposeTitle"_s);
    m_branch->setObjectName(u"proposeBranch"_s);
    m_description->setObjectName(u"proposeDescription"_s);
    m_branch->setEnabled(!m_draft.updates);
    m_branch->setFont(theme::font(theme::FontRole::Mono, font()));
    m_description->setFixedHeight(descriptionHeight);
    m_description->setTabChangesFocus(true);
    m_isDraft->setChecked(m_draft.isDraft);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [form](const QString &words, QWidget *field) {
        field->setAccessibleName(words);
        form->addRow(words, field);
    };
    add(tr("Title"), m_title);
    add(tr("Branch"), m_branch);
    add(tr("Description"), m_description);
    form->addRow(QString(), m_isDraft);
    body()->addLayout(form);
    if (!changes.isEmpty())
        addWords(changes.join(u'\n'))->setAccessibleName(tr("Changes in words"));
    std::vector<textdiff::DiffRow> rows;
    for (const pipelines::ProposedFile &file : std::as_const(m_draft.files)) {
        auto some = textdiff::diffRows(file.opened.value_or(QByteArray()), file.bytes);
        rows.insert(rows.end(), some.begin(), some.end());
    }
    m_diff->setRows(std::move(rows));
    m_diff->setFixedHeight(diffHeight);
    body()->addWidget(m_diff);
    connect(m_title, &QLineEdit::textChanged, this, &ProposeSheet::takeFields);
    connect(m_branch, &QLineEdit::textChanged, this, &ProposeSheet::takeFields);
    connect(m_description, &QPlainTextEdit::textChanged, this, &ProposeSheet::takeFields);
    connect(m_isDraft, &QCheckBox::toggled, this, &ProposeSheet::takeFields);
}

QLabel *ProposeSheet::addWords(const QString &words)
{
    auto *label = new QLabel(words);
    widgets::showAsWritten(*label);
    label->setWordWrap(true);
    body()->addWidget(label);
    return label;
}

void ProposeSheet::addPlan()
{
    m_movedWords->hide();
    for (QLabel *label : {m_movedWords, m_steps}) {
        widgets::showAsWritten(*label);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        body()->addWidget(label);
    }
    m_steps->setObjectName(u"proposeSteps"_s);
    m_steps->setFont(theme::font(theme::FontRole::Small, font()));
}

pipelines::Plan ProposeSheet::plan() const
{
    pipelines::Plan plan = m_draft;
    plan.title = m_title->text().trimmed();
    plan.branch = m_branch->text().trimmed();
    plan.description = m_description->toPlainText();
    plan.isDraft = m_isDraft->isChecked();
    return plan;
}

void ProposeSheet::takeFields()
{
    const pipelines::Plan now = plan();
    setObstacle(pipelines::planProblem(now));
    QStringList lines{tr("What will be done:")};
    for (int at = 1; const pipelines::PlannedCall &call : pipelines::plannedCalls(now))
        lines.append(tr("%1. %2 (%3)").arg(QString::number(at++), call.words, call.call));
    lines.append(tr("%1 stays as it is until the pull request is merged.").arg(now.baseBranch));
    m_steps->setText(lines.join(u'\n'));
}

void ProposeSheet::confirm()
{
    using State = pipelines::Proposer::State;
    // Nothing of it is made twice when an earlier run of the program began the same.
    const bool isBegun = m_earlier && !m_earlier->request && m_earlier->plan == plan();
    switch (m_proposer->state()) {
    case State::Working: return;
    case State::Moved:
        // What a sheet before this one found may not be so any more: only what was shown here is taken in.
        if (m_isMergeShown)
            m_proposer->acceptMerge();
        else
            m_proposer->retry(plan());
        return;
    case State::Failed: m_proposer->retry(plan()); return;
    case State::Done:
    case State::Idle: break;
    }
    if (isBegun)
        m_proposer->resume(*m_earlier);
    else
        m_proposer->start(plan());
}

void ProposeSheet::setEditable(bool editable)
{
    for (QWidget *field : std::initializer_list<QWidget *>{m_title, m_description, m_isDraft})
        field->setEnabled(editable);
    m_branch->setEnabled(editable && !m_draft.updates);
}

void ProposeSheet::takeState()
{
    using State = pipelines::Proposer::State;
    const State state = m_proposer->state();
    setBusy(state == State::Working ? m_proposer->words() : QString());
    setEditable(state != State::Working && state != State::Moved);
    setFailure(state == State::Failed && m_proposer->error() ? base::sentence(*m_proposer->error()) : QString());
    m_movedWords->setVisible(state == State::Moved);
    if (state == State::Failed)
        setVerb(tr("Try again"));
    if (state == State::Moved && m_proposer->moved())
        showMoved(*m_proposer->moved());
    if (state == State::Done) {
        if (const auto &request = m_proposer->request())
            Q_EMIT proposed(request->number, request->page);
        close();
    }
}

void ProposeSheet::showMoved(const pipelines::Moved &moved)
{
    if (moved.isClean()) {
        m_movedWords->setText(tr("Somebody changed the file on %1 meanwhile. Both changes fit together; below is what "
                                 "yours becomes upon theirs.")
                                  .arg(m_draft.startingBranch()));
        std::vector<textdiff::DiffRow> rows;
        for (const pipelines::MovedFile &file : moved.files) {
            auto some = textdiff::diffRows(*file.theirs, file.merge.text());
            rows.insert(rows.end(), some.begin(), some.end());
        }
        m_diff->setRows(std::move(rows));
        m_isMergeShown = true;
        setVerb(tr("Merge and propose"));
        return;
    }
    m_movedWords->setText(conflictWords(moved));
    setFailure(tr("Somebody changed the same lines on %1. Nothing was written; your edits are kept.")
                   .arg(m_draft.startingBranch()));
    setObstacle(tr("Bring both changes together in the editor, then propose again."));
}

} // namespace slipway::pipelines_page
