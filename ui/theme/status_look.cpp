#include "theme/status_look.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace slipway::theme {

namespace {

struct Look {
    base::Status status;
    const char *icon;
    const char *word;
};

constexpr std::array looks = {
    Look{base::Status::Success, "status-success", QT_TRANSLATE_NOOP("theme::status", "Passed")},
    Look{base::Status::Running, "status-running", QT_TRANSLATE_NOOP("theme::status", "Running")},
    Look{base::Status::Warning, "status-warning", QT_TRANSLATE_NOOP("theme::status", "Warning")},
    Look{base::Status::Failure, "status-failure", QT_TRANSLATE_NOOP("theme::status", "Failed")},
    Look{base::Status::Waiting, "status-waiting", QT_TRANSLATE_NOOP("theme::status", "Waiting")},
    Look{base::Status::Queued, "status-queued", QT_TRANSLATE_NOOP("theme::status", "Queued")},
    Look{base::Status::Cancelled, "status-cancelled", QT_TRANSLATE_NOOP("theme::status", "Cancelled")},
    Look{base::Status::Skipped, "status-skipped", QT_TRANSLATE_NOOP("theme::status", "Skipped")},
    Look{base::Status::Unknown, "status-info", QT_TRANSLATE_NOOP("theme::status", "Unknown")},
};

const Look &look(base::Status status)
{
    for (const Look &candidate : looks) {
        if (candidate.status == status)
            return candidate;
    }
    return looks.back();
}

} // namespace

QString statusIcon(base::Status status)
{
    return QString::fromLatin1(look(status).icon);
}

QString statusWord(base::Status status)
{
    return QCoreApplication::translate("theme::status", look(status).word);
}

} // namespace slipway::theme
