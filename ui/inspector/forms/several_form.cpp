#include "inspector/forms/several_form.h"

#include "inspector/fields/choice_box.h"
#include "inspector/forms/removal.h"
#include "theme/icons.h"
#include "widgets/plain_words.h"

#include <QLabel>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

using editing::Place;

SeveralForm::SeveralForm(Desk &desk, const QList<Place> &all, const Place &current, QWidget *parent)
    : Form(desk, current, parent)
    , m_all(all)
{
    auto *what = new QLabel(words(), this);
    what->setWordWrap(true);
    place(what);
    const bool areSteps = std::ranges::all_of(
        all, [&](const Place &one) { return one.kind == Place::Kind::Step && one.job == all.first().job; });
    if (areSteps)
        addMoving();
    auto *remove = new QPushButton(theme::icon(u"action-remove"_s), tr("Remove %1").arg(words()), this);
    remove->setAccessibleName(remove->text());
    remove->setEnabled(desk.isWritable());
    connect(remove, &QPushButton::clicked, this, [this] { removeParts(this->desk(), m_all); });
    place(remove);
    auto *hint = new Note(this);
    hint->say(base::Status::Unknown, tr("Select one of them to change its settings."));
    place(hint);
}

QString SeveralForm::words() const
{
    const auto count = [this](Place::Kind kind) { return int(std::ranges::count(m_all, kind, &Place::kind)); };
    QStringList parts;
    if (const int jobs = count(Place::Kind::Job))
        parts.append(jobs == 1 ? tr("1 job") : tr("%1 jobs").arg(jobs));
    if (const int steps = count(Place::Kind::Step))
        parts.append(steps == 1 ? tr("1 step") : tr("%1 steps").arg(steps));
    if (const int triggers = count(Place::Kind::Trigger))
        parts.append(triggers == 1 ? tr("1 trigger") : tr("%1 triggers").arg(triggers));
    if (const int gates = count(Place::Kind::Gate))
        parts.append(gates == 1 ? tr("1 gate") : tr("%1 gates").arg(gates));
    return parts.join(u", "_s);
}

void SeveralForm::addMoving()
{
    auto *box = new ChoiceBox(this);
    box->setAccessibleName(tr("Move to another job"));
    box->addItem(tr("Move to another job…"));
    for (const workflow::Job &job : desk().document().workflow().jobs)
        if (job.id() != m_all.first().job && !job.isCall())
            box->addItem(shown(job.id()));
    box->setEnabled(desk().isWritable() && box->count() > 1);
    connect(box, &QComboBox::activated, this, [this, box](int index) {
        if (index > 0)
            moveTo(box->itemText(index));
    });
    place(box);
}

void SeveralForm::moveTo(const QString &job)
{
    QList<Place> steps = m_all;
    std::ranges::sort(steps, std::greater(), &Place::step);
    const workflow::Job *target = desk().document().workflow().job(bytes(job));
    const int end = target ? int(target->steps.size()) : 0;
    Operations operations;
    for (const Place &step : std::as_const(steps))
        operations.push_back(workflow::MoveStep{step.job, step.step, end, bytes(job)});
    (void)desk().performAndSelect(operations, tr("Move %1 to %2").arg(words(), job), Place::ofJob(bytes(job)));
}

} // namespace slipway::inspector
