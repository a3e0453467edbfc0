#pragma once

#include "operations/step.h"

namespace slipway::operations {

/// What the steps of an operation share as long as it runs in this program.
struct Common {
    QString operationId;
    Plan plan;
    QString actor;
    std::shared_ptr<base::Clock> clock;
    Ending ending = Ending::Running;
    /// Of the steps that are done, by step id.
    QMap<QString, QJsonObject> outputs;
    std::map<QString, std::any> things;
};

/// What a Context gives. The runner makes one for each step it runs; a test of a step makes its own.
struct Context::Data {
    std::shared_ptr<Common> common;
    StepSpec spec;
    std::stop_token stop;
    bool wasTried = false;
    /// May be empty.
    std::function<void(const QString &words, double share)> tell;
};

} // namespace slipway::operations
