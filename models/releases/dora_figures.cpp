#include "releases/dora_figures.h"

#include "base/format.h"
#include "releases/words.h"

#include <QLocale>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

using One = Deploys::One;
using Deploying = QList<One>;

std::optional<double> quantile(QList<qint64> values, double share)
{
    if (values.isEmpty())
        return std::nullopt;
    std::ranges::sort(values);
    // Between the two values that the share falls between.
    const double place = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<qsizetype>(place);
    const qsizetype above = std::min(below + 1, values.size() - 1);
    const double part = place - static_cast<double>(below);
    return static_cast<double>(values.at(below)) * (1 - part) + static_cast<double>(values.at(above)) * part;
}

QList<qint64> gapsOf(const Deploying &deploys)
{
    QList<qint64> gaps;
    for (qsizetype i = 1; i < deploys.size(); ++i)
        gaps.append(deploys.at(i - 1).at.msecsTo(deploys.at(i).at));
    return gaps;
}

QList<qint64> leadTimesOf(const Deploying &deploys)
{
    QList<qint64> times;
    for (const One &one : deploys) {
        for (const milliseconds time : one.leadTimes)
            times.append(time.count());
    }
    return times;
}

QList<qint64> recoveriesOf(const Deploying &deploys)
{
    QList<qint64> times;
    for (const One &one : deploys) {
        if (one.recovery)
            times.append(one.recovery->count());
    }
    return times;
}

qint64 countOf(const Deploying &deploys, bool One::*what)
{
    return std::ranges::count(deploys, true, what);
}

std::optional<double> shareOf(const Deploying &deploys, bool One::*what)
{
    if (deploys.isEmpty())
        return std::nullopt;
    return static_cast<double>(countOf(deploys, what)) / static_cast<double>(deploys.size());
}

QDate mondayOf(const QDateTime &at)
{
    const QDate day = at.toUTC().date();
    return day.addDays(1 - day.dayOfWeek());
}

using Weekly = QList<std::pair<QDate, std::optional<double>>>;

Weekly weeklyOf(const Deploys &deploys, const std::function<std::optional<double>(const Deploying &)> &measure)
{
    Weekly weeks;
    if (!deploys.from.isValid() || deploys.until <= deploys.from)
        return weeks;
    auto next = deploys.all.cbegin();
    for (QDate week = mondayOf(deploys.from); week <= mondayOf(deploys.until.addMSecs(-1)); week = week.addDays(7)) {
        Deploying part;
        for (; next != deploys.all.cend() && mondayOf(next->at) == week; ++next)
            part.append(*next);
        weeks.append({week, measure(part)});
    }
    return weeks;
}

QString duration(double value)
{
    return base::format::age(milliseconds{static_cast<qint64>(value)});
}

QString countWords(qint64 count, qint64 total)
{
    return tr("%1 of %2 deploys").arg(QString::number(count), QString::number(total));
}

Figure frequency(const Deploys &deploys)
{
    Figure figure;
    figure.metric = Metric::DeploymentFrequency;
    figure.title = tr("Deployment frequency");
    figure.definition = tr("Deploys that served production, by day; roll-backs are counted apart. Beside it the median "
                           "time between two.");
    figure.unit = u"per day"_s;
    figure.secondTitle = tr("median gap");
    figure.count = figure.total = deploys.all.size();
    figure.words = figure.count == 1 ? tr("1 deploy") : tr("%1 deploys").arg(figure.count);
    const double days = static_cast<double>(deploys.from.msecsTo(deploys.until)) / 86'400'000.0;
    if (figure.count >= leastForRates && days > 0) {
        figure.value = static_cast<double>(figure.count) / days;
        figure.words = tr("%1 per day").arg(QLocale().toString(*figure.value, 'f', *figure.value < 1 ? 2 : 1));
    }
    figure.second = quantile(gapsOf(deploys.all), 0.5);
    figure.weekly = weeklyOf(deploys, [](const Deploying &week) { return static_cast<double>(week.size()) / 7.0; });
    return figure;
}

Figure leadTime(const Deploys &deploys)
{
    Figure figure;
    figure.metric = Metric::LeadTime;
    figure.title = tr("Change lead time");
    figure.definition =
        tr("From each commit to when the deploy that brought it served production: median, and the time "
           "within which nine of ten were there. Merges and bots are left out.");
    figure.unit = u"ms"_s;
    figure.secondTitle = tr("90 % within");
    const QList<qint64> times = leadTimesOf(deploys.all);
    figure.count = times.size();
    figure.total = deploys.all.size();
    figure.words = times.isEmpty() ? tr("no data") : tr("%1 commits").arg(figure.count);
    if (figure.total >= leastForRates && !times.isEmpty()) {
        figure.value = quantile(times, 0.5);
        figure.second = quantile(times, 0.9);
        figure.words = duration(*figure.value);
    }
    figure.weekly = weeklyOf(deploys, [](const Deploying &week) { return quantile(leadTimesOf(week), 0.5); });
    return figure;
}

/// A figure that is a share of the deploys.
Figure share(const Deploys &deploys, Metric metric, bool One::*what)
{
    Figure figure;
    figure.metric = metric;
    figure.unit = u"share"_s;
    figure.count = countOf(deploys.all, what);
    figure.total = deploys.all.size();
    figure.words = figure.total == 0 ? tr("no data") : countWords(figure.count, figure.total);
    if (figure.total >= leastForRates) {
        figure.value = shareOf(deploys.all, what);
        figure.words = base::format::percent(*figure.value);
    }
    figure.weekly = weeklyOf(deploys, [what](const Deploying &week) { return shareOf(week, what); });
    return figure;
}

Figure failRate(const Deploys &deploys)
{
    Figure figure = share(deploys, Metric::ChangeFailRate, &One::isFailed);
    figure.title = tr("Change fail rate");
    figure.definition = tr("Share of the deploys that were rolled back, failed their watch, or were named by a hot-fix "
                           "within 24 h. Deploys that never served are not counted.");
    return figure;
}

Figure recovery(const Deploys &deploys)
{
    Figure figure;
    figure.metric = Metric::RecoveryTime;
    figure.title = tr("Failed deployment recovery time");
    figure.definition = tr("From when a failed deploy began to serve until the next good one, or the roll-back, served "
                           "everywhere: median.");
    figure.unit = u"ms"_s;
    const QList<qint64> times = recoveriesOf(deploys.all);
    figure.count = times.size();
    figure.total = countOf(deploys.all, &One::isFailed);
    figure.words = figure.total == 0
        ? tr("no failed deploys")
        : tr("%1 of %2 recovered").arg(QString::number(figure.count), QString::number(figure.total));
    if (deploys.all.size() >= leastForRates && !times.isEmpty()) {
        figure.value = quantile(times, 0.5);
        figure.words = duration(*figure.value);
    }
    figure.weekly = weeklyOf(deploys, [](const Deploying &week) { return quantile(recoveriesOf(week), 0.5); });
    return figure;
}

Figure rework(const Deploys &deploys)
{
    Figure figure = share(deploys, Metric::ReworkRate, &One::isRework);
    figure.title = tr("Rework rate");
    figure.definition = tr("Share of the deploys that nobody had planned: hot-fixes and reverts.");
    return figure;
}

} // namespace

QList<Figure> figuresOf(const Deploys &deploys)
{
    return {frequency(deploys), leadTime(deploys), failRate(deploys), recovery(deploys), rework(deploys)};
}

} // namespace slipway::releases
