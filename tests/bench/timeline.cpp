// How long the timeline takes with 100,000 events: a new history, its first paint, and each frame while it is panned
// and zoomed, from minutes to years. Painted into an image, as a window without a screen does.

#include "timeline/timeline_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QTextStream>
#include <QWheelEvent>

#include <algorithm>
#include <functional>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

constexpr int events = 100'000;
constexpr int apps = 6;
constexpr QSize size(1368, 520);
constexpr int frames = 240;

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

QDateTime now()
{
    return {QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC};
}

/// Eight years, in bursts as teams release: outcomes, watches, roll-backs and promotions among them.
std::shared_ptr<const releases::History> madeHistory()
{
    auto history = std::make_shared<releases::History>();
    for (int app = 0; app < apps; ++app) {
        for (const QString &environment : {u"production"_s, u"staging"_s}) {
            const QString name = u"service-%1"_s.arg(app);
            history->lanes.append({name, name, environment, u"fly"_s, base::Freshness::fresh(now())});
        }
    }
    unsigned state = 1;
    const auto below = [&state](unsigned limit) {
        state = state * 1664525U + 1013904223U;
        return (state >> 8) % limit;
    };
    qint64 at = now().toMSecsSinceEpoch() - 8LL * 365 * 86'400'000;
    history->releases.reserve(events);
    for (int index = 0; index < events; ++index) {
        const releases::Lane &lane = history->lanes.at(below(2 * apps));
        releases::Release release;
        release.id = u"fly/%1/%2"_s.arg(lane.key()).arg(index);
        release.app = lane.app;
        release.environment = lane.environment;
        release.version = u"v%1"_s.arg(index);
        release.sha = u"c41d9e2f0a11b22c33d44e55f66a77b88c99d00e"_s;
        at += below(8) == 0 ? 1'000LL * below(32'000) : 1'000LL * below(900);
        release.at = QDateTime::fromMSecsSinceEpoch(std::min(at, now().toMSecsSinceEpoch()), QTimeZone::UTC);
        release.outcome = below(9) == 0 ? releases::Outcome::Failed : releases::Outcome::Live;
        release.verdict = releases::Verdict::Healthy;
        release.watchedUntil = release.at.addSecs(900);
        if (below(20) == 0 && index > 100) {
            release.act = below(2) == 0 ? releases::Act::RollBack : releases::Act::Promote;
            release.from = history->releases.at(index - 40).id;
        }
        history->releases.append(release);
    }
    history->freezes.append({now().addDays(1), now().addDays(3), u"hotfixes only"_s});
    return history;
}

double milliseconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void print(const QString &what, std::vector<double> times)
{
    std::ranges::sort(times);
    const auto at = [&times](double share) {
        return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
    };
    out()
        << what.leftJustified(28)
        << u"p50 %1  p99 %2  most %3 ms"_s.arg(at(0.5), 7, 'f', 2).arg(at(0.99), 7, 'f', 2).arg(times.back(), 7, 'f', 2)
        << Qt::endl;
}

void wheel(timeline::TimelineView &view, int angle, Qt::KeyboardModifiers modifiers)
{
    const QPointF at(800, 250);
    QWheelEvent event(at, view.mapToGlobal(at), {}, {0, angle}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&view, &event);
}

std::vector<double> timed(timeline::TimelineView &view, QImage &image, const std::function<void(int)> &change)
{
    std::vector<double> times;
    for (int frame = 0; frame < frames; ++frame) {
        QElapsedTimer timer;
        timer.start();
        change(frame);
        view.render(&image);
        times.push_back(milliseconds(timer));
    }
    return times;
}

void measureSpan(timeline::TimelineView &view, QImage &image, const QString &name, std::chrono::hours span)
{
    view.setSpan(span);
    view.goTo(now().addDays(-400));
    print(u"pan, "_s + name, timed(view, image, [&](int frame) { wheel(view, frame / 60 % 2 == 0 ? 24 : -24, {}); }));
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const auto history = madeHistory();
    timeline::TimelineView view(std::make_shared<base::ManualClock>(now()));
    view.setMotionReduced(true);
    view.resize(size);
    view.show();
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    QElapsedTimer timer;
    timer.start();
    view.setHistory(history);
    out() << u"%1 events laid out: %2 ms"_s.arg(events).arg(milliseconds(timer), 0, 'f', 1) << Qt::endl;
    timer.start();
    view.render(&image);
    out() << u"first paint: %1 ms"_s.arg(milliseconds(timer), 0, 'f', 1) << Qt::endl;
    timer.start();
    view.setHistory(std::make_shared<const releases::History>(*history));
    out() << u"the same history again: %1 ms"_s.arg(milliseconds(timer), 0, 'f', 1) << Qt::endl;
    measureSpan(view, image, u"six hours"_s, std::chrono::hours(6));
    measureSpan(view, image, u"two weeks"_s, std::chrono::hours(24 * 14));
    measureSpan(view, image, u"a year"_s, std::chrono::hours(24 * 365));
    measureSpan(view, image, u"ten years"_s, std::chrono::hours(24 * 3650));
    view.setSpan(std::chrono::hours(24 * 3650));
    print(u"zoom, years to hours"_s,
          timed(view, image, [&](int frame) { wheel(view, frame / 60 % 2 == 0 ? 110 : -110, Qt::ControlModifier); }));
    return 0;
}
