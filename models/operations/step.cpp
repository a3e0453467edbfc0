#include "operations/context_data.h"

#include <QCoreApplication>

namespace slipway::operations {

const QString &Context::operationId() const
{
    return m_data->common->operationId;
}

const Plan &Context::plan() const
{
    return m_data->common->plan;
}

const QString &Context::actor() const
{
    return m_data->common->actor;
}

base::Clock &Context::clock() const
{
    return *m_data->common->clock;
}

std::shared_ptr<base::Clock> Context::sharedClock() const
{
    return m_data->common->clock;
}

std::stop_token Context::stop() const
{
    return m_data->stop;
}

Ending Context::ending() const
{
    return m_data->common->ending;
}

bool Context::wasTried() const
{
    return m_data->wasTried;
}

QJsonObject Context::outputOf(const QString &stepId) const
{
    return m_data->common->outputs.value(stepId);
}

void Context::tell(const QString &words, double share) const
{
    if (m_data->tell)
        m_data->tell(words, share);
}

const StepSpec &Context::spec() const
{
    return m_data->spec;
}

std::any &Context::sharedSlot(const QString &name) const
{
    return m_data->common->things[name];
}

Step::Answer<Outcome> Step::revert(Context context)
{
    co_return std::unexpected(base::makeError(
        base::Error::Kind::InvalidInput,
        QCoreApplication::translate("Operations", "“%1” cannot be taken back.").arg(context.spec().title),
        context.spec().revertWords));
}

void Registry::add(const QString &kind, Make make)
{
    m_kinds.insert(kind, std::move(make));
}

std::unique_ptr<Step> Registry::make(const StepSpec &spec) const
{
    const auto found = m_kinds.constFind(spec.kind);
    return found == m_kinds.cend() ? nullptr : (*found)(spec);
}

} // namespace slipway::operations
