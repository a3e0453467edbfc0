#include "releases/releases.h"
#include "releases_page/compare_sheet.h"
#include "releases_page/detail_rows.h"
#include "releases_page/release_acts.h"
#include "releases_page/tag_sheet.h"

#include <QWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

// The sheets that only look: compare, draft of tag and notes.
namespace slipway::releases_page {

namespace {

/// What is asked of nobody, where nobody is signed in.
base::Error nobody()
{
    return base::makeError(base::Error::Kind::Unauthorized, ReleaseActs::tr("Nobody is signed in at GitHub."),
                           ReleaseActs::tr("Sign in: menu File, Accounts."));
}

QCoro::Task<base::Result<releases::Comparison>> compareBy(releases::Releases *releases, QString left, QString right,
                                                          std::stop_token stop)
{
    if (!releases)
        co_return std::unexpected(nobody());
    co_return co_await releases->compare(left, right, stop);
}

QCoro::Task<base::Result<releases::TagDraft>> draftBy(releases::Releases *releases, QString release,
                                                      std::stop_token stop)
{
    if (!releases)
        co_return std::unexpected(nobody());
    co_return co_await releases->draftTag(release, stop);
}

} // namespace

void ReleaseActs::compare(const QString &left, const QString &right)
{
    const auto ask = [releases = m_services.releases](const QString &one, const QString &other,
                                                      const std::stop_token &stop) {
        return compareBy(releases, one, other, stop);
    };
    auto *sheet =
        new CompareSheet(m_history, left, right, {m_services.clock->now(), m_services.workspace.get()}, ask, m_over);
    connect(sheet, &CompareSheet::pageRequested, this, &ReleaseActs::openRequested);
    connect(sheet, &CompareSheet::copied, this,
            [this] { emit said(base::Status::Success, tr("The summary is in the clipboard.")); });
    sheet->open();
}

void ReleaseActs::showComparison()
{
    const releases::Release *right = selected();
    if (!right)
        return;
    // With what came before it in its lane; a person chooses another one on the sheet.
    QString left;
    for (const releases::Release &release : m_history->releases) {
        if (release.app == right->app && release.environment == right->environment && release.at < right->at
            && !release.sha.isEmpty())
            left = release.id;
    }
    compare(left, right->id);
}

void ReleaseActs::draftTag()
{
    const releases::Release *release = selected();
    if (!release)
        return;
    const Reading reading{m_services.clock->now(), m_services.workspace.get()};
    const auto ask = [releases = m_services.releases](const QString &id, const std::stop_token &stop) {
        return draftBy(releases, id, stop);
    };
    auto *sheet = new TagSheet(release->id, titleOf(*release, reading), ask, m_over);
    connect(sheet, &TagSheet::copied, this, [this](const QString &words) { emit said(base::Status::Success, words); });
    sheet->open();
}

} // namespace slipway::releases_page
