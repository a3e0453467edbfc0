#include "past.h"

#include <QApplication>
#include <QTest>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace slipway::timeline {

namespace {

using releases::Act;
using releases::Mark;
using releases::Outcome;
using releases::Release;
using releases::Verdict;

class Story
{
public:
    explicit Story(releases::History &history)
        : m_history(history)
    { }

    void lane(const QString &app, const QString &environment, const QString &provider)
    {
        m_app = app;
        m_environment = environment;
        m_history.lanes.append({app, app, environment, provider, base::Freshness::fresh(now())});
    }
    Release &add(const QString &version, const QDateTime &at, Outcome outcome = Outcome::Live)
    {
        Release release = madeRelease(m_app, m_environment, version, at);
        release.outcome = outcome;
        m_history.releases.append(release);
        return m_history.releases.last();
    }
    Release &watched(const QString &version, const QDateTime &at, Verdict verdict, Outcome outcome = Outcome::Live)
    {
        Release &release = add(version, at, outcome);
        release.servesSince = at;
        release.verdict = verdict;
        release.watchedUntil = at.addSecs(15 * 60);
        return release;
    }
    void mark(Mark::Kind kind, const QString &name, const QString &environment, const QDateTime &at)
    {
        Mark it;
        it.id = name + u'/' + environment;
        it.kind = kind;
        it.environment = environment;
        it.name = name;
        it.at = at;
        m_history.marks.append(it);
    }

private:
    releases::History &m_history;
    QString m_app;
    QString m_environment;
};

void addApi(Story &story)
{
    story.lane(u"patient-graph-api"_s, u"production"_s, u"fly"_s);
    story.add(u"v41"_s, march(18, 9));
    story.watched(u"v42"_s, march(20, 10, 12), Verdict::Healthy);
    story.watched(u"v43"_s, march(21, 14, 20), Verdict::Watching, Outcome::Failed).isLive = true;
    Release &hotfix = story.add(u"v44"_s, march(21, 14, 28), Outcome::Waiting);
    hotfix.act = Act::Hotfix;
    story.lane(u"patient-graph-api"_s, u"staging"_s, u"fly"_s);
    story.add(u"v53"_s, march(19, 12));
    story.add(u"v54"_s, march(20, 9, 10));
    story.add(u"v55"_s, march(20, 13, 40), Outcome::Failed);
    story.add(u"v56"_s, march(20, 16, 30));
    story.add(u"v54 again"_s, march(20, 19, 40)).act = Act::RollBack;
    Release &canary = story.add(u"v57"_s, march(21, 13, 50), Outcome::Running);
    canary.act = Act::Canary;
    canary.verdict = Verdict::Degraded;
    canary.note = u"canary, 1 of 2 machines"_s;
}

void addSites(Story &story)
{
    story.lane(u"my.loop.health"_s, u"production"_s, u"vercel"_s);
    const QString good = story.add(u"3.11.4"_s, march(18, 11)).id;
    Release &bad = story.watched(u"3.12.0"_s, march(20, 8, 5), Verdict::Failed, Outcome::RolledBack);
    bad.servedUntil = march(20, 9, 50);
    Release &back = story.add(u"3.11.4 again"_s, march(20, 9, 50));
    back.act = Act::RollBack;
    back.from = good;
    Release &next = story.watched(u"3.12.1"_s, march(20, 11, 30), Verdict::Healthy);
    next.act = Act::Promote;
    next.from = u"my.loop.health/staging/3.12.1-rc.1"_s;
    story.lane(u"my.loop.health"_s, u"staging"_s, u"vercel"_s);
    story.add(u"3.12.0"_s, march(19, 8));
    story.add(u"3.12.1-rc.1"_s, march(20, 9));
    story.add(u"3.13.0-rc.1"_s, march(20, 17));
    story.lane(u"luna.loop.health"_s, u"production"_s, u"vercel"_s);
    story.add(u"0.31.2"_s, march(17, 8));
    Release &builds = story.add(u"0.32.0"_s, march(21, 14, 19), Outcome::Running);
    builds.note = u"building, 62 %"_s;
    builds.act = Act::Promote;
    builds.from = u"luna.loop.health/staging/0.32.0"_s;
    story.lane(u"luna.loop.health"_s, u"staging"_s, u"vercel"_s);
    story.add(u"0.31.2"_s, march(16, 8));
    story.add(u"0.32.0-rc.2"_s, march(20, 12));
    story.add(u"0.32.0"_s, march(21, 10, 30));
    story.lane(u"docs.loop.health"_s, u"production"_s, u"vercel"_s);
    story.add(u"1.9.4"_s, march(11, 8));
    story.add(u"1.10.0"_s, march(20, 17, 20), Outcome::Aborted).note = u"aborted by Tomás Rey"_s;
    story.lane(u"docs.loop.health"_s, u"preview"_s, u"vercel"_s);
    story.add(u"1.10.0-rc.1"_s, march(20, 17, 30));
}

} // namespace

QDateTime now()
{
    return march(21, 14, 32);
}

QDateTime march(int day, int hour, int minute)
{
    return {QDate(2024, 3, day), QTime(hour, minute), QTimeZone::UTC};
}

releases::Release madeRelease(const QString &app, const QString &environment, const QString &version,
                              const QDateTime &at)
{
    Release release;
    release.app = app;
    release.environment = environment;
    release.version = version;
    release.id = app + u'/' + environment + u'/' + version;
    release.at = at;
    release.outcome = Outcome::Live;
    release.sha = u"c41d9e2f0a11b22c33d44e55f66a77b88c99d00e"_s;
    release.actor = u"Mina Okafor"_s;
    return release;
}

std::shared_ptr<releases::History> storyHistory()
{
    auto history = std::make_shared<releases::History>();
    Story story(*history);
    addApi(story);
    addSites(story);
    story.mark(Mark::Kind::Migration, u"0041"_s, u"staging"_s, march(20, 1, 40));
    story.mark(Mark::Kind::Migration, u"0041"_s, u"production"_s, march(20, 10));
    story.mark(Mark::Kind::Migration, u"0042"_s, u"staging"_s, march(20, 16, 20));
    story.mark(Mark::Kind::Migration, u"0042"_s, u"production"_s, march(21, 14, 5));
    story.mark(Mark::Kind::SecretRotation, u"DATABASE_URL"_s, u"staging"_s, march(20, 14));
    history->freezes.append({march(22, 0), march(25, 0), u"hotfixes only"_s});
    std::ranges::stable_sort(history->releases, {}, &Release::at);
    std::ranges::stable_sort(history->marks, {}, &Mark::at);
    return history;
}

std::shared_ptr<releases::History> regularHistory(int count, qint64 each, int lanes)
{
    auto history = std::make_shared<releases::History>();
    for (int lane = 0; lane < lanes; ++lane) {
        const QString app = u"app-%1"_s.arg(lane / 2);
        history->lanes.append(
            {app, app, lane % 2 == 0 ? u"production"_s : u"staging"_s, u"fly"_s, base::Freshness::fresh(now())});
    }
    for (int at = 0; at < count; ++at) {
        const releases::Lane &lane = history->lanes.at(at % lanes);
        Release release =
            madeRelease(lane.app, lane.environment, u"v%1"_s.arg(at), now().addMSecs((at - count + 1) * each));
        release.outcome = at % 9 == 4 ? Outcome::Failed : Outcome::Live;
        history->releases.append(release);
    }
    return history;
}

void useReferenceFont()
{
    QFont font(u"Inter"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
}

void savePicture(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("SLIPWAY_PICTURES");
    if (!folder.isEmpty())
        widget.grab().save(folder + u'/' + name + u".png"_s);
}

Shown::Shown(std::shared_ptr<const releases::History> history, QSize size)
    : clock(std::make_shared<base::ManualClock>())
    , view(clock)
{
    view.setMotionReduced(true);
    view.resize(size);
    view.setHistory(std::move(history));
    view.show();
    view.activateWindow();
    view.setFocus();
    QTest::qWait(0);
}

QAccessibleInterface &Shown::root()
{
    return *QAccessible::queryAccessibleInterface(&view);
}

QStringList Shown::names()
{
    QStringList names;
    for (int at = 0; at < root().childCount(); ++at)
        names.append(root().child(at)->text(QAccessible::Name));
    return names;
}

QAccessibleInterface *Shown::marker(const QString &begin)
{
    for (int at = 0; at < root().childCount(); ++at) {
        if (root().child(at)->text(QAccessible::Name).startsWith(begin))
            return root().child(at);
    }
    return nullptr;
}

QPoint Shown::middleOf(const QString &begin)
{
    const QAccessibleInterface *it = marker(begin);
    return it ? view.mapFromGlobal(it->rect().center()) : QPoint();
}

void Shown::move(const QPoint &to, Qt::MouseButton held)
{
    QMouseEvent event(QEvent::MouseMove, to, view.mapToGlobal(to), Qt::NoButton, held, {});
    QCoreApplication::sendEvent(&view, &event);
}

void Shown::wheel(const QPoint &at, const QPoint &angle, Qt::KeyboardModifiers modifiers, const QPoint &pixels)
{
    QWheelEvent event(at, view.mapToGlobal(at), pixels, angle, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&view, &event);
}

} // namespace slipway::timeline
