#include "sandbox/control/control.h"

#include "sandbox/core/simulation.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

namespace {

/// The body's object, or each object of its list.
QList<QJsonObject> objectsOf(const Call &call)
{
    const QJsonValue body = call.jsonValue();
    if (!body.isArray())
        return {body.toObject()};
    QList<QJsonObject> objects;
    for (const QJsonValue &element : body.toArray())
        objects.append(element.toObject());
    return objects;
}

} // namespace

Control::Control(Simulation &simulation, Hooks hooks)
    : Service(simulation, u"control"_s, {})
    , m_hooks(std::move(hooks))
{
    on("GET"_ba, u"/status"_s, [this](const Call &) { return status(); });
    on("GET"_ba, u"/ledger"_s, [this](const Call &call) { return ledger(call); });
    on("POST"_ba, u"/clock"_s, [this](const Call &call) { return moveClock(call); });
    on("GET"_ba, u"/workspace"_s,
       [this](const Call &) { return Reply::bytes(m_hooks.workspace(), "application/yaml; charset=utf-8"_ba); });
    on("POST"_ba, u"/stop"_s, [this](const Call &) {
        m_hooks.stop();
        return Reply::json(QJsonObject{{u"stopping"_s, true}}, 202);
    });
    routeFaults();
    routeExpectations();
}

void Control::routeFaults()
{
    on("GET"_ba, u"/faults"_s, [this](const Call &) {
        QJsonArray list;
        for (const Fault &fault : this->simulation().faults().list())
            list.append(fault.toJson());
        return Reply::json(QJsonObject{{u"faults"_s, list}});
    });
    on("POST"_ba, u"/faults"_s, [this](const Call &call) { return addFaults(call); });
    on("DELETE"_ba, u"/faults"_s, [this](const Call &) {
        this->simulation().faults().clear();
        return Reply::empty();
    });
    on("DELETE"_ba, u"/faults/{id}"_s, [this](const Call &call) {
        const int id = static_cast<int>(call.number(u"id"_s));
        return this->simulation().faults().remove(id) ? Reply::empty() : error(404, u"There is no such fault."_s);
    });
}

void Control::routeExpectations()
{
    on("GET"_ba, u"/expect"_s, [this](const Call &) {
        const Expectations &expectations = this->simulation().expectations();
        return Reply::json(QJsonObject{{u"missing"_s, expectations.missing()}, {u"expected"_s, expectations.all()}});
    });
    on("POST"_ba, u"/expect"_s, [this](const Call &call) { return addExpectations(call); });
    on("DELETE"_ba, u"/expect"_s, [this](const Call &) {
        this->simulation().expectations().clear();
        return Reply::empty();
    });
}

std::optional<Reply> Control::refuse(const Call &) const
{
    return std::nullopt;
}

Reply Control::error(int status, const QString &message) const
{
    return Reply::json(QJsonObject{{u"error"_s, message}}, status);
}

Reply Control::status() const
{
    QJsonObject object = m_hooks.status();
    object.insert(u"now"_s, simulation().now().toString(Qt::ISODate));
    object.insert(u"speed"_s, simulation().speed());
    object.insert(u"seed"_s, QString::number(simulation().seed()));
    object.insert(u"effects"_s, simulation().ledger().entries().size());
    object.insert(u"faults"_s, simulation().faults().list().size());
    return Reply::json(object);
}

Reply Control::ledger(const Call &call) const
{
    const QString effect = call.queryValue(u"effect"_s);
    const QString subject = call.queryValue(u"subject"_s);
    QJsonArray chosen;
    for (const QJsonValue &entry : simulation().ledger().toJson()) {
        if ((effect.isEmpty() || entry["effect"_L1].toString() == effect)
            && (subject.isEmpty() || entry["subject"_L1].toString() == subject))
            chosen.append(entry);
    }
    return Reply::json(QJsonObject{{u"entries"_s, chosen}});
}

Reply Control::addFaults(const Call &call)
{
    QList<Fault> faults;
    for (const QJsonObject &object : objectsOf(call)) {
        const auto fault = parseFault(object);
        if (!fault)
            return error(400, fault.error().message);
        faults.append(*fault);
    }
    QJsonArray ids;
    for (Fault &fault : faults)
        ids.append(simulation().faults().add(std::move(fault)));
    return Reply::json(QJsonObject{{u"ids"_s, ids}}, 201);
}

Reply Control::moveClock(const Call &call)
{
    const double by = call.json().value("advance"_L1).toDouble(-1);
    if (by < 0)
        return error(400, u"Say how far the clock shall move: {\"advance\": milliseconds}."_s);
    simulation().advance(base::milliseconds{static_cast<qint64>(by)});
    return status();
}

Reply Control::addExpectations(const Call &call)
{
    for (const QJsonObject &object : objectsOf(call)) {
        if (const auto added = simulation().expectations().add(object); !added)
            return error(400, added.error().message);
    }
    return Reply::json(QJsonObject{{u"expected"_s, simulation().expectations().all()}}, 201);
}

} // namespace slipway::sandbox
