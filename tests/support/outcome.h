#pragma once

#include "base/result.h"

#include <QCoro/QCoroTask>

#include <memory>
#include <optional>
#include <type_traits>

namespace slipway::test {

/// Keeps what a task gives, so that a test can move its clock meanwhile and wait with QTRY_VERIFY(outcome.isDone()).
template<typename T>
class Outcome
{
public:
    explicit Outcome(QCoro::Task<base::Result<T>> task) { keep(std::move(task), m_result); }

    bool isDone() const { return m_result->has_value(); }
    bool isValue() const { return isDone() && (*m_result)->has_value(); }
    bool isError() const { return isDone() && !(*m_result)->has_value(); }
    /// Only when isValue().
    std::add_lvalue_reference_t<const T> value() const { return (*m_result)->value(); }
    /// Only when isError().
    const base::Error &error() const { return (*m_result)->error(); }

private:
    using Slot = std::shared_ptr<std::optional<base::Result<T>>>;

    static QCoro::Task<> keep(QCoro::Task<base::Result<T>> task, Slot slot)
    {
        auto result = co_await task;
        slot->emplace(std::move(result));
    }

    Slot m_result = std::make_shared<std::optional<base::Result<T>>>();
};

} // namespace slipway::test
