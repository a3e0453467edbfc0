#include "activity_page/remedies.h"

using namespace Qt::StringLiterals;

namespace slipway::activity_page {

Remedies::Remedies(QPointer<operations::Runner> runner, std::function<QString()> person, QWidget &page)
    : QObject(&page)
    , m_runner(std::move(runner))
    , m_person(std::move(person))
    , m_page(page)
{ }

void Remedies::apply(const QString &id, operations::Remedy remedy)
{
    if (!m_runner)
        return;
    switch (remedy) {
    case operations::Remedy::Retry: follow(m_runner->retry(id, m_person()), this, nullptr); break;
    case operations::Remedy::Compensate: ask(id, ReasonSheet::Act::Compensate); break;
    case operations::Remedy::Close: ask(id, ReasonSheet::Act::Close); break;
    case operations::Remedy::TakeOver: ask(id, ReasonSheet::Act::TakeOver); break;
    }
}

void Remedies::askToAbort(const QString &id)
{
    ask(id, ReasonSheet::Act::Abort);
}

void Remedies::ask(const QString &id, ReasonSheet::Act act)
{
    const operations::Operation *operation = m_runner ? m_runner->operation(id) : nullptr;
    if (!operation)
        return;
    auto *sheet = new ReasonSheet(*operation, act, &m_page);
    connect(sheet, &widgets::Sheet::confirmed, this, [this, id, act, sheet] {
        if (!m_runner)
            return;
        sheet->setBusy(tr("Asking"));
        follow(carryOut(id, act, sheet->reason()), this, sheet);
    });
    sheet->open();
}

Remedies::Done Remedies::carryOut(const QString &id, ReasonSheet::Act act, const QString &reason)
{
    switch (act) {
    case ReasonSheet::Act::Compensate: return m_runner->compensate(id, m_person(), reason);
    case ReasonSheet::Act::Close: return m_runner->close(id, m_person(), reason);
    case ReasonSheet::Act::TakeOver: return takeOver(m_runner, id, m_person(), reason);
    case ReasonSheet::Act::Abort: break;
    }
    m_runner->abort(id, m_person());
    return [](base::Done done) -> Done { co_return done; }(base::Done());
}

Remedies::Done Remedies::takeOver(QPointer<operations::Runner> runner, QString id, QString person, QString reason)
{
    const auto taken = co_await runner->takeOver(id, person);
    if (!taken || !runner)
        co_return taken;
    operations::AuditLine line;
    line.actor = person;
    line.operationId = id;
    line.act = u"note"_s;
    line.words = tr("Took over: %1").arg(reason);
    if (const operations::Operation *operation = runner->operation(id);
        operation && !operation->plan.targets.isEmpty()) {
        line.app = operation->plan.targets.first().app;
        line.environment = operation->plan.targets.first().environment;
    }
    co_return co_await runner->note(line);
}

QCoro::Task<void> Remedies::follow(Done task, QPointer<Remedies> self, QPointer<ReasonSheet> sheet)
{
    const auto done = co_await std::move(task);
    if (sheet)
        sheet->setBusy({});
    if (done && sheet)
        sheet->close();
    if (done || done.error().kind == base::Error::Kind::Cancelled)
        co_return;
    if (sheet)
        sheet->setFailure(base::sentence(done.error()));
    else if (self)
        emit self->failed(base::sentence(done.error()));
}

} // namespace slipway::activity_page
