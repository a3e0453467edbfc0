#include "approvals_page/words.h"

#include "base/format.h"
#include "widgets/plain_words.h"
#include "widgets/sha_chip.h"

#include <QCoreApplication>
#include <QLabel>

namespace slipway::approvals_page {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("approvals_page", text);
}

} // namespace

QLabel *wordsLabel(const QString &text, theme::FontRole role, QPalette::ColorRole colour)
{
    auto *label = new QLabel(text);
    widgets::showAsWritten(*label);
    label->setWordWrap(true);
    label->setFont(theme::font(role));
    label->setForegroundRole(colour);
    return label;
}

base::Status statusOf(operations::Guard::Level level)
{
    using Level = operations::Guard::Level;
    switch (level) {
    case Level::Pass: return base::Status::Success;
    case Level::Warn:
    case Level::Ask: return base::Status::Warning;
    case Level::Block: break;
    }
    return base::Status::Failure;
}

QString waitsWords(const approvals::Waiting &what, const QDateTime &now)
{
    const QString age = base::format::age(base::milliseconds(what.askedAt.msecsTo(now)));
    return what.objection.isEmpty() ? tr("Waits for you, %1").arg(age) : tr("Waits for others, %1").arg(age);
}

QString stateWords(const approvals::Review &review, const QDateTime &now)
{
    using State = approvals::Review::State;
    switch (review.state) {
    case State::Approved: return tr("Approved");
    case State::Rejected: return tr("Rejected");
    case State::Expired: return tr("Expired");
    case State::Ended: return tr("Over");
    case State::Waiting: break;
    }
    return waitsWords(review.what, now);
}

widgets::Environment badgeOf(const QString &environment)
{
    if (environment == QLatin1StringView("production"))
        return widgets::Environment::Production;
    return environment == QLatin1StringView("staging") ? widgets::Environment::Staging : widgets::Environment::Preview;
}

QString nameOf(const releases::Release &release)
{
    return release.version.isEmpty() ? widgets::shortSha(release.sha) : release.version;
}

} // namespace slipway::approvals_page
