#include "sandbox/options.h"

#include <QCommandLineParser>
#include <QJsonDocument>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

namespace {

/// The control port and those of the providers after it.
constexpr quint16 mostPorts = 16;

base::Error unfit(const QString &message)
{
    return base::makeError(base::Error::Kind::InvalidInput, message);
}

void declare(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"scenario"_s, u"The story: loop-health or large."_s, u"name"_s, u"loop-health"_s},
        {u"port-base"_s, u"The control port; the providers follow. Without it free ports are taken."_s, u"port"_s},
        {u"seed"_s, u"What chance is drawn from; the same seed tells the same story."_s, u"number"_s, u"1"_s},
        {u"speed"_s, u"How many times as fast as real time the story runs."_s, u"factor"_s, u"1"_s},
        {u"start"_s, u"When the story begins, as in 2024-03-21T14:32:00Z."_s, u"time"_s},
        {u"record"_s, u"Writes every exchange as a line of JSON."_s, u"file"_s},
        {u"fault"_s, u"Something that goes wrong, as the control port takes it. May be given again."_s, u"json"_s},
        {u"until-stdin-closes"_s, u"Ends when standard input does."_s},
        {u"help"_s, u"Shows these options."_s},
    });
}

base::Result<QList<Fault>> readFaults(const QStringList &texts)
{
    QList<Fault> faults;
    for (const QString &text : texts) {
        QJsonParseError error;
        const auto document = QJsonDocument::fromJson(text.toUtf8(), &error);
        if (!document.isObject())
            return std::unexpected(unfit(u"--fault takes a JSON object: %1."_s.arg(error.errorString())));
        const auto fault = parseFault(document.object());
        if (!fault)
            return std::unexpected(unfit(u"--fault: "_s + fault.error().message));
        faults.append(*fault);
    }
    return faults;
}

base::Done readNumbers(const QCommandLineParser &parser, Options &options)
{
    bool ok = true;
    if (parser.isSet(u"port-base"_s)) {
        options.portBase = parser.value(u"port-base"_s).toUShort(&ok);
        if (!ok || options.portBase < 1024 || options.portBase > 65535 - mostPorts)
            return std::unexpected(unfit(u"--port-base takes a port from 1024 to 65519."_s));
    }
    options.seed = parser.value(u"seed"_s).toULongLong(&ok);
    if (!ok)
        return std::unexpected(unfit(u"--seed takes a whole number, 0 or more."_s));
    options.speed = parser.value(u"speed"_s).toDouble(&ok);
    if (!ok || !(options.speed > 0 && options.speed <= 100'000))
        return std::unexpected(unfit(u"--speed takes a number above 0, at most 100000."_s));
    return {};
}

base::Done readStart(const QCommandLineParser &parser, Options &options)
{
    if (!parser.isSet(u"start"_s))
        return {};
    QDateTime start = QDateTime::fromString(parser.value(u"start"_s), Qt::ISODate);
    if (!start.isValid())
        return std::unexpected(unfit(u"--start takes a time such as 2024-03-21T14:32:00Z."_s));
    if (start.timeSpec() == Qt::LocalTime)
        start.setTimeZone(QTimeZone::UTC);
    options.start = start.toUTC();
    return {};
}

} // namespace

base::Result<Options> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    declare(parser);
    // The parser expects the program's name first.
    if (!parser.parse(QStringList{u"slipway sandbox"_s} + arguments))
        return std::unexpected(unfit(parser.errorText()));
    if (!parser.positionalArguments().isEmpty())
        return std::unexpected(unfit(u"“%1” is not an option."_s.arg(parser.positionalArguments().first())));
    Options options;
    options.helpWanted = parser.isSet(u"help"_s);
    options.scenario = parser.value(u"scenario"_s);
    options.record = parser.value(u"record"_s);
    options.untilStdinCloses = parser.isSet(u"until-stdin-closes"_s);
    if (const auto done = readNumbers(parser, options); !done)
        return std::unexpected(done.error());
    if (const auto done = readStart(parser, options); !done)
        return std::unexpected(done.error());
    const auto faults = readFaults(parser.values(u"fault"_s));
    if (!faults)
        return std::unexpected(faults.error());
    options.faults = *faults;
    return options;
}

QString optionsHelp()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Simulates GitHub, Fly.io, Vercel, Sentry and Slack on this machine, on 127.0.0.1."_s);
    declare(parser);
    return parser.helpText();
}

} // namespace slipway::sandbox
