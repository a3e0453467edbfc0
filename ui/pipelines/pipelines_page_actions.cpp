#include "code_editor/code_editor.h"
#include "pipelines_page/editor_view.h"
#include "pipelines_page/pipelines_page.h"
#include "run_pages/runs_view.h"
#include "theme/icons.h"

#include <QAction>
#include <QPushButton>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

QAction *PipelinesPage::offer(const char *id, const QString &text, const QString &icon)
{
    auto *action = new QAction(theme::icon(icon), text, this);
    m_offers.append({id, action});
    return action;
}

void PipelinesPage::makeActions()
{
    const auto on = [this](const char *id, const QString &text, const QString &icon, auto handler) {
        QAction *action = offer(id, text, icon);
        connect(action, &QAction::triggered, this, handler);
        return action;
    };
    on("pipeline.new", tr("New workflow…"), u"action-add"_s, [this] { newWorkflow(); });
    on("pipeline.open", tr("Open local clone…"), u"action-launch"_s, [this] { Q_EMIT cloneRequested(); });
    QAction *proposing =
        on("pipeline.propose", tr("Propose change…"), u"node-trigger-pull-request"_s, [this] { propose(); });
    on("pipeline.save", tr("Save to disk"), u"action-download"_s, [this] { save(); });
    QAction *discarding = on("pipeline.discard", tr("Discard changes…"), u"action-reject"_s, [this] { discard(); });
    on("pipeline.edit", tr("Edit workflow"), u"action-edit"_s, [this] { setMode(Mode::Edit); });
    on("pipeline.runs", tr("Runs"), u"action-run"_s, [this] { setMode(Mode::Runs); });
    on("pipeline.history", tr("History"), u"nav-health"_s, [this] { setMode(Mode::History); });
    connect(m_proposeButton, &QPushButton::clicked, proposing, &QAction::trigger);
    connect(m_discardButton, &QPushButton::clicked, discarding, &QAction::trigger);
    m_offers.append(m_editor->actions());
    offerSource();
    offerActs();
}

void PipelinesPage::offerSource()
{
    static constexpr std::array names{
        std::pair{"edit.find", "find"},
        std::pair{"edit.replace", "replace"},
        std::pair{"edit.symbol", "symbol"},
        std::pair{"edit.definition", "definition"},
        std::pair{"edit.comment", "comment"},
        std::pair{"edit.complete", "complete"},
        std::pair{"edit.fix", "quick-fix"},
        std::pair{"edit.next-problem", "next-problem"},
        std::pair{"edit.previous-problem", "previous-problem"},
    };
    const QList<QAction *> actions = m_editor->source().actions();
    for (const auto &[id, name] : names) {
        const auto found = std::ranges::find(actions, QLatin1StringView(name), &QAction::objectName);
        if (found == actions.end())
            continue;
        // The window's own action has the keys, and two of the same would answer to neither.
        (*found)->setShortcuts(QList<QKeySequence>());
        m_offers.append({id, *found});
    }
}

void PipelinesPage::offerActs()
{
    // The runs are made when they are first shown; until then their acts lead there.
    for (const char *id : {"pipeline.run", "pipeline.rerun", "pipeline.cancel", "release.approve", "pipeline.enable"}) {
        QAction *action = offer(id, {}, u"action-run"_s);
        connect(action, &QAction::triggered, this, [this, id] {
            const bool isApproval = qstrcmp(id, "release.approve") == 0;
            if (isApproval && (mode() != Mode::Runs || !m_runs->acts().approve->isEnabled())) {
                Q_EMIT approvalsRequested();
                return;
            }
            setMode(Mode::Runs);
            const auto &acts = m_runs->acts();
            const QHash<QByteArray, QAction *> byId{{"pipeline.run", acts.runWorkflow},
                                                    {"pipeline.rerun", acts.rerun},
                                                    {"pipeline.cancel", acts.abort},
                                                    {"release.approve", acts.approve},
                                                    {"pipeline.enable", acts.toggleWorkflow}};
            if (QAction *act = byId.value(id); act && act->isEnabled())
                act->trigger();
            else if (act)
                Q_EMIT said(base::Status::Unknown, act->toolTip());
        });
    }
}

} // namespace slipway::pipelines_page
