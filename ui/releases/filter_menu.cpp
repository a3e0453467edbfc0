#include "releases_page/filter_menu.h"

#include "theme/icons.h"
#include "widgets/plain_words.h"

#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

/// Stays open while checks are set, so that several can be chosen in one go.
class CheckMenu final : public QMenu
{
public:
    using QMenu::QMenu;

protected:
    void mouseReleaseEvent(QMouseEvent *event) override
    {
        QAction *action = actionAt(event->position().toPoint());
        if (action && action->isCheckable() && action->isEnabled())
            action->trigger();
        else
            QMenu::mouseReleaseEvent(event);
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        QAction *action = activeAction();
        if (event->key() == Qt::Key_Space && action && action->isCheckable())
            action->trigger();
        else
            QMenu::keyPressEvent(event);
    }
};

} // namespace

FilterMenu::FilterMenu(const QString &all, const QString &several, QWidget *parent)
    : QPushButton(parent)
    , m_all(all)
    , m_several(several)
    , m_menu(new CheckMenu(this))
{
    // A menu of the button's own would bring an arrow that is not the design's.
    setIcon(theme::icon(u"chevron-down"_s));
    setLayoutDirection(Qt::RightToLeft);
    m_menu->setLayoutDirection(Qt::LeftToRight);
    connect(this, &QPushButton::clicked, this, [this] { m_menu->popup(mapToGlobal(QPoint(0, height() + 2))); });
    fill();
    showWords();
}

void FilterMenu::setChoices(const QList<Choice> &choices)
{
    if (m_choices == choices)
        return;
    m_choices = choices;
    QStringList remaining;
    std::ranges::copy_if(m_chosen, std::back_inserter(remaining), [&choices](const QString &id) {
        return std::ranges::find(choices, id, &Choice::id) != choices.end();
    });
    fill();
    take(remaining);
}

void FilterMenu::setChosen(const QStringList &ids)
{
    take(ids);
}

void FilterMenu::fill()
{
    m_menu->clear();
    QAction *all = m_menu->addAction(m_all);
    connect(all, &QAction::triggered, this, [this] { take({}); });
    m_menu->addSeparator();
    for (const Choice &choice : std::as_const(m_choices)) {
        QAction *action = m_menu->addAction(widgets::plainTitle(choice.words));
        action->setCheckable(true);
        action->setData(choice.id);
        action->setChecked(m_chosen.contains(choice.id));
        connect(action, &QAction::toggled, this, [this, id = choice.id](bool on) {
            QStringList next = m_chosen;
            next.removeAll(id);
            if (on)
                next += id;
            take(next);
        });
    }
}

void FilterMenu::take(const QStringList &ids)
{
    if (m_chosen == ids)
        return;
    m_chosen = ids;
    for (QAction *action : m_menu->actions()) {
        const bool isChosen = ids.contains(action->data().toString());
        if (action->isCheckable() && action->isChecked() != isChosen)
            action->setChecked(isChosen);
    }
    showWords();
    emit chosenChanged(m_chosen);
}

void FilterMenu::showWords()
{
    const auto only = std::ranges::find(m_choices, m_chosen.value(0), &Choice::id);
    const bool isOne = m_chosen.size() == 1 && only != m_choices.end();
    const QString words = m_chosen.isEmpty() ? m_all
        : isOne                              ? only->words.simplified().left(24)
                                             : m_several.arg(m_chosen.size());
    setText(widgets::plainTitle(words));
    setAccessibleName(words);
    setToolTip(widgets::plainTip(words));
}

} // namespace slipway::releases_page
