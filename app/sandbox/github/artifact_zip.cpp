#include "sandbox/github/artifact_zip.h"

#include "sandbox/core/random.h"
#include "sandbox/github/zip.h"

#include <QHash>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

/// Lines that look like a bundler's, so that the zip has some size.
QByteArray bundle(QStringView name, int lines)
{
    Random random = Random::named(1, name);
    QByteArray text = "\"use strict\";\n";
    for (int i = 0; i < lines; ++i)
        text += "const " + random.word(8) + '=' + QByteArray::number(random.below(1'000'000)) + ";\n";
    return text;
}

QList<ZipFile> filesOf(const QString &name)
{
    if (name == "patient-graph-build"_L1)
        return {{u"index.js"_s, bundle(u"index", 24'000)},
                {u"index.js.map"_s, bundle(u"map", 9'000)},
                {u"routes/encounters.js"_s, bundle(u"encounters", 4'000)},
                {u"routes/biomarkers.js"_s, bundle(u"biomarkers", 4'000)},
                {u"package.json"_s, "{\n  \"name\": \"@loop/patient-graph-api\",\n  \"type\": \"module\"\n}\n"_ba}};
    if (name == "lighthouse-results"_L1)
        return {
            {u"manifest.json"_s, "[{\"url\": \"http://localhost:3000\", \"summary\": {\"performance\": 0.94}}]\n"_ba},
            {u"localhost-home.report.json"_s,
             "{\"categories\": {\"performance\": {\"score\": 0.94}, \"accessibility\": {\"score\": 0.98}},\n"
             " \"audits\": {\"largest-contentful-paint\": {\"numericValue\": 1840.2}}}\n"_ba},
            {u"localhost-home.report.html"_s, "<!doctype html><title>Report</title>\n"_ba}};
    if (name == "sbom"_L1)
        return {{u"sbom.json"_s,
                 "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.5\", \"version\": 1, \"components\": [\n"
                 "  {\"type\": \"library\", \"name\": \"hono\", \"version\": \"4.1.0\", \"purl\": "
                 "\"pkg:npm/hono@4.1.0\"},\n"
                 "  {\"type\": \"library\", \"name\": \"next\", \"version\": \"14.1.3\", \"purl\": "
                 "\"pkg:npm/next@14.1.3\"}\n"
                 "]}\n"_ba}};
    return {{u"README.txt"_s, "What the workflow uploaded as \"" + name.toUtf8() + "\".\n"}};
}

} // namespace

const QByteArray &artifactZip(const QString &name)
{
    thread_local QHash<QString, QByteArray> known;
    QByteArray &bytes = known[name];
    if (bytes.isEmpty())
        bytes = zipped(filesOf(name), QDateTime(QDate(2024, 3, 21), QTime(12, 0), QTimeZone::UTC));
    return bytes;
}

} // namespace slipway::sandbox::github
