#include "releases_page/compare_sheet.h"

#include "base/format.h"
#include "releases/notes.h"
#include "releases_page/section.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/sha_chip.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

using releases::Comparison;

constexpr int mostChoices = 300;
constexpr qsizetype mostRows = 40;

FactRow prose(const QString &words)
{
    FactRow row;
    row.kind = FactRow::Kind::Prose;
    row.text = words;
    row.isDim = true;
    return row;
}

/// "v43, production, 14:20".
QString choiceWords(const releases::Release &release, const Reading &reading)
{
    const QString when = base::format::time(release.at.toTimeZone(reading.now.timeZone()), reading.now);
    return CompareSheet::tr("%1, %2, %3").arg(titleOf(release, reading), release.environment, when);
}

QList<FactRow> unknownRows(const Comparison &comparison, const QString &part, const Reading &reading)
{
    const QString why = staleWords(comparison.freshness.value(part), reading.now);
    return {prose(why.isEmpty() ? CompareSheet::tr("Not known.") : why)};
}

QList<FactRow> codeRows(const releases::Span &span, const Reading &reading)
{
    QList<FactRow> rows;
    for (auto commit = span.commits.rbegin(); commit != span.commits.rend() && rows.size() < mostRows; ++commit) {
        FactRow row;
        row.sha = commit->sha;
        row.text = commit->title;
        row.person = reading.personName(commit->author);
        row.isDim = commit->isMerge || commit->isBot;
        rows += row;
    }
    if (rows.isEmpty())
        rows += prose(span.behind > 0 ? CompareSheet::tr("The second has no commit that the first has not.")
                                      : CompareSheet::tr("Both run the same commit."));
    return rows;
}

QList<FactRow> nameRows(const QStringList &names, const QString &icon, const QString &none)
{
    QList<FactRow> rows;
    for (const QString &name : names) {
        FactRow row;
        row.icon = icon;
        row.text = name;
        row.isMono = true;
        rows += row;
    }
    if (rows.isEmpty())
        rows += prose(none);
    return rows;
}

QList<FactRow> secretRows(const QList<releases::SecretAge> &secrets, const Reading &reading)
{
    QList<FactRow> rows;
    for (const releases::SecretAge &secret : secrets) {
        FactRow row;
        row.icon = secret.changedBetween ? u"status-warning"_s : u"node-secret"_s;
        row.tone = secret.changedBetween ? base::Status::Warning : base::Status::Unknown;
        row.text = CompareSheet::tr("%1, %2").arg(secret.name, secret.place);
        row.isMono = true;
        const QString age = secret.updatedAt
            ? base::format::age(releases::milliseconds(secret.updatedAt->msecsTo(reading.now)))
            : u"—"_s;
        row.value = secret.changedBetween ? CompareSheet::tr("%1 old, written between").arg(age)
                                          : CompareSheet::tr("%1 old").arg(age);
        rows += row;
    }
    if (rows.isEmpty())
        rows += prose(CompareSheet::tr("No secret is known for this place."));
    return rows;
}

QList<FactRow> lighthouseRows(const Comparison &comparison)
{
    if (comparison.lighthouseLeft.isEmpty() && comparison.lighthouseRight.isEmpty())
        return {prose(CompareSheet::tr("Lighthouse ran on neither commit."))};
    QList<FactRow> rows;
    for (const auto &[release, words] : {std::pair(comparison.left, comparison.lighthouseLeft),
                                         std::pair(comparison.right, comparison.lighthouseRight)}) {
        FactRow row;
        row.text = versionOf(release);
        row.value = words.isEmpty() ? u"—"_s : words;
        rows += row;
    }
    return rows;
}

} // namespace

CompareSheet::CompareSheet(std::shared_ptr<const releases::History> history, const QString &left, const QString &right,
                           Reading reading, Ask ask, QWidget *over)
    : Sheet(over)
    , m_history(std::move(history))
    , m_reading(std::move(reading))
    , m_ask(std::move(ask))
{
    setTitle(tr("Compare releases"), u"action-diff"_s);
    setSubtitle(tr("What is other in the second than in the first."));
    setVerb(tr("Copy summary"));
    body()->addWidget(makePickers(left, right));
    makeSections();
    connect(this, &Sheet::confirmed, this, &CompareSheet::copy);
    askAnew();
}

CompareSheet::~CompareSheet()
{
    m_stop.request_stop();
}

QWidget *CompareSheet::makePickers(const QString &left, const QString &right)
{
    auto *pickers = new QWidget;
    auto *row = new QHBoxLayout(pickers);
    row->setContentsMargins(0, 0, 0, 8);
    row->setSpacing(8);
    m_left = makePicker(tr("First release"), left);
    m_right = makePicker(tr("Second release"), right);
    m_left->setObjectName(u"compareLeft"_s);
    m_right->setObjectName(u"compareRight"_s);
    row->addWidget(m_left, 1);
    row->addWidget(new QLabel(u"→"_s));
    row->addWidget(m_right, 1);
    return pickers;
}

QComboBox *CompareSheet::makePicker(const QString &name, const QString &chosen)
{
    auto *picker = new QComboBox;
    picker->setAccessibleName(name);
    picker->setMinimumContentsLength(20);
    picker->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    const auto &all = m_history->releases;
    const auto about = std::ranges::find(all, chosen, &releases::Release::id);
    const QString app = about == all.end() ? QString() : about->app;
    for (auto release = all.rbegin(); release != all.rend() && picker->count() < mostChoices; ++release) {
        if (!release->sha.isEmpty() && (app.isEmpty() || release->app == app))
            picker->addItem(choiceWords(*release, m_reading), release->id);
    }
    picker->setCurrentIndex(picker->findData(chosen));
    connect(picker, &QComboBox::currentIndexChanged, this, &CompareSheet::askAnew);
    return picker;
}

void CompareSheet::makeSections()
{
    const auto add = [this](const QString &title) {
        auto *section = new Section(title);
        body()->addWidget(section);
        connect(section, &Section::pageRequested, this, &CompareSheet::pageRequested);
        return section;
    };
    m_code = add(tr("Code"));
    m_code->list().setObjectName(u"compareCode"_s);
    m_files = add(tr("Files"));
    m_schema = add(tr("Schema"));
    m_config = add(tr("Configuration"));
    m_secrets = add(tr("Secrets"));
    m_api = add(tr("API"));
    m_lighthouse = add(tr("Lighthouse"));
    connect(m_code, &Section::linkClicked, this, [this] {
        if (m_shown.code)
            emit pageRequested(m_shown.code->page);
    });
}

void CompareSheet::askAnew()
{
    const QString left = m_left->currentData().toString();
    const QString right = m_right->currentData().toString();
    m_stop.request_stop();
    m_stop = {};
    setFailure({});
    if (left.isEmpty() || right.isEmpty()) {
        setObstacle(tr("Choose two releases."));
        return;
    }
    if (left == right) {
        setObstacle(tr("Choose another release: these are the same."));
        return;
    }
    setObstacle({});
    setBusy(tr("Comparing"));
    QCoro::connect(m_ask(left, right, m_stop.get_token()), this,
                   [this, stop = m_stop.get_token()](const base::Result<Comparison> &comparison) {
                       if (!stop.stop_requested())
                           take(comparison);
                   });
}

void CompareSheet::take(const base::Result<Comparison> &comparison)
{
    setBusy({});
    if (comparison)
        showComparison(*comparison);
    else
        setFailure(base::sentence(comparison.error()));
}

void CompareSheet::showComparison(const Comparison &comparison)
{
    m_shown = comparison;
    if (comparison.code) {
        m_code->list().setRows(codeRows(*comparison.code, m_reading));
        m_code->setCount(comparison.code->commits.size());
        m_code->setLink(comparison.code->page.isEmpty() ? QString() : tr("Open at GitHub"));
        m_files->list().setRows(fileRows(comparison.code->files, mostRows));
        m_files->setCount(comparison.code->files.size());
    } else {
        m_code->list().setRows(unknownRows(comparison, u"code"_s, m_reading));
    }
    m_files->setVisible(comparison.code && !comparison.code->files.isEmpty());
    m_schema->list().setRows(nameRows(comparison.schema, u"migration"_s, tr("No migration lies between them.")));
    m_config->list().setRows(comparison.config
                                 ? nameRows(*comparison.config, u"nav-settings"_s, tr("The same settings."))
                                 : unknownRows(comparison, u"config"_s, m_reading));
    m_secrets->list().setRows(comparison.secrets ? secretRows(*comparison.secrets, m_reading)
                                                 : unknownRows(comparison, u"secrets"_s, m_reading));
    m_api->list().setRows(nameRows(comparison.api, u"action-diff"_s, tr("No file that describes the API changed.")));
    m_lighthouse->list().setRows(lighthouseRows(comparison));
}

void CompareSheet::copy()
{
    QGuiApplication::clipboard()->setText(asMarkdown(m_shown, m_reading));
    emit copied();
    close();
}

QString asMarkdown(const Comparison &comparison, const Reading &reading)
{
    using releases::escapedMarkdown;
    QStringList lines{u"# %1 → %2"_s.arg(escapedMarkdown(titleOf(comparison.left, reading)),
                                         escapedMarkdown(titleOf(comparison.right, reading))),
                      QString()};
    if (comparison.code) {
        for (const releases::Commit &commit : comparison.code->commits)
            lines += u"- `%1` %2"_s.arg(widgets::shortSha(commit.sha), escapedMarkdown(commit.title));
    }
    const auto part = [&lines](const QString &title, const QStringList &names) {
        if (names.isEmpty())
            return;
        lines += {QString(), u"## "_s + title, QString()};
        for (const QString &name : names)
            lines += u"- "_s + escapedMarkdown(name);
    };
    part(CompareSheet::tr("Schema"), comparison.schema);
    const base::Freshness config = comparison.freshness.value(u"config"_s);
    if (!comparison.config && config.error)
        lines += {QString(), u"## "_s + CompareSheet::tr("Configuration"), QString(), base::sentence(*config.error)};
    part(CompareSheet::tr("Configuration"), comparison.config.value_or(QStringList()));
    part(CompareSheet::tr("API"), comparison.api);
    return lines.join(u'\n');
}

} // namespace slipway::releases_page
