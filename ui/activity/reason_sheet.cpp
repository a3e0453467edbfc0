#include "activity_page/reason_sheet.h"

#include "theme/fonts.h"
#include "widgets/plain_words.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::activity_page {

namespace {

using operations::Operation;
using operations::StepSpec;
using operations::StepState;

bool isDone(StepState state)
{
    return state == StepState::Done || state == StepState::Unknown || state == StepState::Failed
        || state == StepState::Running;
}

/// The changes that were made, or may have been, and can be taken back, or cannot; last one first, as they are undone.
QStringList changes(const Operation &operation, bool canRevert)
{
    QStringList lines;
    const qsizetype count = std::min(operation.steps.size(), operation.plan.steps.size());
    for (qsizetype i = count - 1; i >= 0; --i) {
        const StepSpec &spec = operation.plan.steps[i];
        if (!spec.mutates || spec.canRevert != canRevert || !isDone(operation.steps[i].state))
            continue;
        lines.append(spec.revertWords.isEmpty() ? spec.title : spec.title + u": "_s + spec.revertWords);
    }
    return lines;
}

QString titleOf(ReasonSheet::Act act)
{
    switch (act) {
    case ReasonSheet::Act::Compensate: return ReasonSheet::tr("Undo what was done");
    case ReasonSheet::Act::Close: return ReasonSheet::tr("Close as it is");
    case ReasonSheet::Act::TakeOver: return ReasonSheet::tr("Take over");
    case ReasonSheet::Act::Abort: return ReasonSheet::tr("Abort");
    }
    return {};
}

QString meaningOf(ReasonSheet::Act act, const Operation &operation)
{
    switch (act) {
    case ReasonSheet::Act::Compensate:
        return ReasonSheet::tr(
            "New changes take the old ones back, one after the other. What happened in between, such "
            "as requests that were served, is not undone.");
    case ReasonSheet::Act::Close:
        return ReasonSheet::tr(
            "Nothing more is done and nothing is taken back. Others may act on the same apps again.");
    case ReasonSheet::Act::TakeOver:
        return ReasonSheet::tr("%1 gives no sign of life. This computer goes on in its place; if the other one comes "
                               "back, it only watches.")
            .arg(operation.host);
    case ReasonSheet::Act::Abort:
        return operation.plan.abortWords.isEmpty()
            ? ReasonSheet::tr("What was done stays done; what has not begun is left out.")
            : operation.plan.abortWords;
    }
    return {};
}

} // namespace

ReasonSheet::ReasonSheet(const Operation &operation, Act act, QWidget *over)
    : Sheet(over)
{
    setTitle(titleOf(act), act == Act::Abort ? u"action-abort"_s : u"action-undo"_s);
    setSubtitle(operation.plan.title);
    addParagraph(meaningOf(act, operation));
    if (act == Act::Compensate) {
        addSection(tr("Is taken back"), changes(operation, true));
        addSection(tr("Cannot be taken back"), changes(operation, false));
        addSection(tr("Stays as it is"), operation.plan.stays);
    } else if (act != Act::TakeOver) {
        addSection(tr("Stays done"), changes(operation, true) + changes(operation, false));
    }
    setVerb(titleOf(act), act == Act::Compensate && operation.plan.isDangerous);
    if (act == Act::Compensate)
        m_toType = operation.plan.typeToConfirm;
    if (act != Act::Abort)
        addFields(operation);
    check();
}

QLabel *ReasonSheet::addParagraph(const QString &words)
{
    auto *label = new QLabel(words, this);
    widgets::showAsWritten(*label);
    label->setWordWrap(true);
    body()->addWidget(label);
    return label;
}

void ReasonSheet::addSection(const QString &heading, const QStringList &lines)
{
    if (lines.isEmpty())
        return;
    addParagraph(heading)->setFont(theme::font(theme::FontRole::Section, font()));
    for (const QString &line : lines)
        addParagraph(u"• "_s + line);
}

void ReasonSheet::addFields(const Operation &operation)
{
    m_reason = new QLineEdit(this);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("Reason, for the audit log"));
    footer()->addWidget(m_reason);
    setFirstFocus(m_reason);
    connect(m_reason, &QLineEdit::textChanged, this, &ReasonSheet::check);
    if (m_toType.isEmpty())
        return;
    m_typed = new QLineEdit(this);
    m_typed->setAccessibleName(tr("Type %1 to confirm").arg(operation.plan.typeToConfirm));
    m_typed->setPlaceholderText(m_typed->accessibleName());
    footer()->addWidget(m_typed);
    connect(m_typed, &QLineEdit::textChanged, this, &ReasonSheet::check);
}

QString ReasonSheet::reason() const
{
    return m_reason ? m_reason->text().trimmed() : QString();
}

void ReasonSheet::check()
{
    if (m_reason && reason().isEmpty())
        setObstacle(tr("Give a reason."));
    else if (m_typed && m_typed->text() != m_toType)
        setObstacle(tr("Type %1 to confirm.").arg(m_toType));
    else
        setObstacle({});
}

} // namespace slipway::activity_page
