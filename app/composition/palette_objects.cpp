#include "composition/palette_objects.h"

#include "overview/overview.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::composition {

namespace {

using shell::PaletteEntry;
using Open = std::function<void(const QUrl &)>;

QString tr(const char *text)
{
    return QCoreApplication::translate("composition::palette", text);
}

PaletteEntry entryFor(const overview::AppRow &app, const overview::LiveRelease &release,
                      widgets::Environment environment, const Open &open)
{
    PaletteEntry entry;
    entry.id = u"app/%1/%2"_s.arg(app.id, widgets::environmentName(environment));
    entry.group = PaletteEntry::Group::GoTo;
    entry.icon = app.provider == "Vercel"_L1 ? u"provider-vercel"_s : u"provider-fly"_s;
    entry.tone = release.status;
    entry.title = app.name;
    entry.detail = release.version;
    entry.does = tr("Opens it at %1.").arg(app.provider);
    entry.environment = environment;
    entry.run = [open, page = release.page] { open(page); };
    return entry;
}

PaletteEntry entryFor(const overview::WorkflowRow &workflow, const Open &open)
{
    PaletteEntry entry;
    entry.id = u"workflow/"_s + workflow.id;
    entry.group = PaletteEntry::Group::GoTo;
    entry.icon = u"nav-pipelines"_s;
    entry.title = workflow.name;
    entry.detail = workflow.file;
    entry.does = tr("Opens its newest run.");
    const QUrl page = workflow.runs.isEmpty() ? QUrl() : workflow.runs.last().page;
    entry.run = [open, page] { open(page); };
    return entry;
}

PaletteEntry entryFor(const overview::WorkflowRow &workflow, const overview::WorkflowRow::Run &run, const Open &open)
{
    PaletteEntry entry;
    entry.id = u"run/%1"_s.arg(run.id);
    entry.group = PaletteEntry::Group::Runs;
    entry.icon = u"action-run"_s;
    entry.tone = run.status;
    entry.title = u"#%1 %2"_s.arg(run.number).arg(run.title);
    entry.detail = u"%1, %2"_s.arg(workflow.name, run.branch);
    entry.does = tr("Opens the run.");
    entry.run = [open, page = run.page] { open(page); };
    return entry;
}

PaletteEntry entryFor(const overview::InboxItem &item, const Open &open, const std::function<void()> &showInbox)
{
    PaletteEntry entry;
    entry.id = u"inbox/"_s + item.id;
    entry.group = PaletteEntry::Group::GoTo;
    entry.icon = item.icon;
    entry.tone = item.tone;
    entry.title = item.title;
    entry.detail = item.text;
    const bool isSheet = item.pageTitle.endsWith(u'…');
    entry.does = item.page.isEmpty() ? tr("Shows it in the inbox.") : item.pageTitle + (isSheet ? u""_s : u"."_s);
    entry.isPressing = true;
    if (item.page.isEmpty())
        entry.run = showInbox;
    else
        entry.run = [open, page = item.page] { open(page); };
    return entry;
}

} // namespace

QList<PaletteEntry> paletteObjects(const overview::Overview &facts, Open open, std::function<void()> showInbox)
{
    QList<PaletteEntry> entries;
    for (const overview::InboxItem &item : facts.inbox()->items())
        entries.append(entryFor(item, open, showInbox));
    for (const overview::AppRow &app : facts.fleet()->rows()) {
        if (app.production.facts)
            entries.append(entryFor(app, *app.production.facts, widgets::Environment::Production, open));
        if (app.staging.facts)
            entries.append(entryFor(app, *app.staging.facts, widgets::Environment::Staging, open));
    }
    for (const overview::WorkflowRow &workflow : facts.workflows()->rows()) {
        entries.append(entryFor(workflow, open));
        for (auto run = workflow.runs.crbegin(); run != workflow.runs.crend(); ++run)
            entries.append(entryFor(workflow, *run, open));
    }
    return entries;
}

} // namespace slipway::composition
