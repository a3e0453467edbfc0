#include "overview_page/notices.h"

#include "base/format.h"
#include "widgets/announce.h"
#include "widgets/banner.h"

#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace slipway::overview_page {

using base::Freshness;
using State = Freshness::State;

namespace {

constexpr qsizetype mostNotices = 3;

bool isNoteworthy(const Freshness &freshness)
{
    return freshness.error
        && (freshness.state == State::Failed || freshness.state == State::RateLimited
            || freshness.state == State::Forbidden);
}

QString wordsOf(const Freshness &freshness, const QDateTime &now)
{
    QString words = freshness.error->message;
    if (freshness.state == State::Forbidden)
        words = base::sentence(*freshness.error);
    if (freshness.state == State::RateLimited && freshness.error->retryAt)
        words += u' ' + NoticeBar::tr("Back at %1.").arg(base::format::time(*freshness.error->retryAt, now));
    if (freshness.state == State::Failed && freshness.hasValue())
        words += u' ' + NoticeBar::tr("Showing %1.").arg(base::format::time(freshness.asOf, now));
    return words;
}

/// Every freshness of the page that gives a notice, one a message: of several the one with the oldest value.
class Collection
{
public:
    void add(const Freshness &freshness)
    {
        if (!isNoteworthy(freshness))
            return;
        const auto same = std::ranges::find_if(m_kept, [&](const Freshness &kept) {
            return kept.state == freshness.state && kept.error->message == freshness.error->message;
        });
        if (same == m_kept.end())
            m_kept.append(freshness);
        else if (freshness.hasValue() && freshness.asOf < same->asOf)
            *same = freshness;
    }
    const QList<Freshness> &kept() const { return m_kept; }

private:
    QList<Freshness> m_kept;
};

} // namespace

QList<Notice> noticesOf(const QList<overview::AppRow> &apps, const QList<overview::WorkflowRow> &workflows,
                        const QDateTime &now)
{
    Collection collection;
    for (const auto &app : apps) {
        for (const Freshness *freshness :
             {&app.production.freshness, &app.staging.freshness, &app.drift.freshness, &app.previews.freshness})
            collection.add(*freshness);
    }
    for (const auto &workflow : workflows)
        collection.add(workflow.freshness);
    QList<Notice> notices;
    for (const Freshness &freshness : collection.kept().first(std::min(collection.kept().size(), mostNotices)))
        notices.append({wordsOf(freshness, now), freshness.state == State::Failed});
    return notices;
}

NoticeBar::NoticeBar(QWidget *parent)
    : QWidget(parent)
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(0);
    // All from the start: the keyboard stays on a button over a refresh, and Tab goes by when things were made.
    for (qsizetype i = 0; i < mostNotices; ++i) {
        auto *banner = new widgets::Banner(this);
        banner->hide();
        connect(banner, &widgets::Banner::buttonClicked, this, &NoticeBar::retryRequested);
        rows->addWidget(banner);
        m_banners.append(banner);
    }
    hide();
}

void NoticeBar::setNotices(const QList<Notice> &notices)
{
    if (m_notices == notices)
        return;
    const QList<Notice> before = std::exchange(m_notices, notices);
    for (qsizetype i = 0; i < m_banners.size(); ++i) {
        m_banners[i]->setVisible(i < notices.size());
        if (i >= notices.size())
            continue;
        const Notice &notice = notices[i];
        m_banners[i]->setMessage(base::Status::Warning, notice.words, notice.canRetry ? tr("Retry") : QString());
        if (!before.contains(notice))
            widgets::announce(*this, notice.words, QAccessible::AnnouncementPoliteness::Assertive);
    }
    setVisible(!notices.isEmpty());
}

} // namespace slipway::overview_page
