#include "pipelines_page/canvas_editor.h"

#include "editing/blocks.h"
#include "editing/clip.h"
#include "editing/linking.h"
#include "editing/moving.h"
#include "editing/removing.h"
#include "editing/renaming.h"
#include "theme/icons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

using canvas::Canvas;
using canvas::DropSpot;
using canvas::Spot;
using editing::Place;

CanvasEditor::CanvasEditor(Canvas *canvas, QObject *parent)
    : QObject(parent)
    , m_canvas(canvas)
{
    m_canvas->setAbilities(abilities());
    connectCanvas();
}

void CanvasEditor::connectCanvas()
{
    connect(m_canvas, &Canvas::selectionChanged, this, &CanvasEditor::takeSelectionOfCanvas);
    connect(m_canvas, &Canvas::activated, this, &CanvasEditor::formRequested);
    connect(m_canvas, &Canvas::connectRequested, this, &CanvasEditor::connectCards);
    connect(m_canvas, &Canvas::cutRequested, this, &CanvasEditor::cutLink);
    connect(m_canvas, &Canvas::moveRowsRequested, this, &CanvasEditor::moveRows);
    connect(m_canvas, &Canvas::dropRequested, this, &CanvasEditor::drop);
    connect(m_canvas, &Canvas::addRequested, this, &CanvasEditor::add);
    connect(m_canvas, &Canvas::emptyActionRequested, this, [this] { add(u"job"_s); });
    connect(m_canvas, &Canvas::renameRequested, this, &CanvasEditor::rename);
    connect(m_canvas, &Canvas::removeRequested, this, &CanvasEditor::remove);
    connect(m_canvas, &Canvas::foldRequested, this, &CanvasEditor::fold);
    connect(m_canvas, &Canvas::textDropped, this,
            [this](const QString &text, const DropSpot &where) { pasteText(text, placeOf(where), where.spot.row); });
    connect(m_canvas, &Canvas::menuRequested, this,
            [this](const Spot &, const QPoint &at) { Q_EMIT menuRequested(at); });
    connect(m_canvas, &Canvas::linkMenuRequested, this, &CanvasEditor::offerCut);
    connect(m_canvas, &Canvas::viewChanged, this, [this] {
        if (m_file)
            m_views[m_file->origin().path].places = m_canvas->saveView();
    });
}

canvas::Abilities CanvasEditor::abilities()
{
    // The canvas asks while a pointer moves, and may do so when there is no file any more.
    canvas::Abilities can;
    can.canStartLink = [this](const QString &card) { return m_file && placeOf(card).kind == Place::Kind::Job; };
    can.refusalToConnect = [this](const QString &from, const QString &to) {
        return m_file ? editing::refusalToConnect(m_file->document(), placeOf(from), placeOf(to)) : QString();
    };
    can.refusalToMoveRow = [this](const Spot &from, const QString &toCard) {
        const Place target = placeOf(toCard);
        if (!m_file || target.kind != Place::Kind::Job)
            return tr("Steps live in jobs. Let it go on a job.");
        return editing::refusalToMoveSteps(m_file->document(), {m_drawn.placeOf(from)}, target.job);
    };
    can.refusalToDrop = [this](const QString &block, const DropSpot &where) {
        return m_file ? editing::refusal(m_file->document(), block, placeOf(where), where.spot.row) : QString();
    };
    can.nameToEdit = [this](const Spot &spot) -> std::optional<QString> {
        if (!m_file)
            return {};
        return editing::nameOf(m_file->document(), m_drawn.placeOf(spot));
    };
    return can;
}

Place CanvasEditor::placeOf(const DropSpot &where) const
{
    return where.isOnCard() ? placeOf(where.spot.card) : Place::file();
}

void CanvasEditor::setFile(editing::OpenFile *file)
{
    if (m_file) {
        m_views[m_file->origin().path].places = m_canvas->saveView();
        m_file->disconnect(this);
        m_file->selection().disconnect(this);
    }
    m_file = file;
    if (!file) {
        m_drawn = {};
        m_canvas->setPicture({});
        return;
    }
    connect(file, &editing::OpenFile::changed, this, &CanvasEditor::redrawSoon);
    connect(file, &editing::OpenFile::checked, this, &CanvasEditor::takeTimes);
    connect(file, &editing::OpenFile::namesChanged, this, &CanvasEditor::redrawSoon);
    connect(&file->selection(), &editing::Selection::changed, this, &CanvasEditor::showSelection);
    m_canvas->setPicture({});
    // Cards of the same name in the file before stood elsewhere.
    m_canvas->restoreView({});
    const QByteArray places = m_views.value(file->origin().path).places;
    redraw();
    if (places.isEmpty())
        m_canvas->fit();
    else
        m_canvas->restoreView(places);
    showSelection();
}

void CanvasEditor::setEnvironmentWords(std::function<QString(const QString &)> words)
{
    m_environmentWords = std::move(words);
    redrawSoon();
}

void CanvasEditor::setJobTimes(std::function<QHash<QString, QString>(const editing::OpenFile &)> times)
{
    m_jobTimes = std::move(times);
    takeTimes();
}

void CanvasEditor::takeTimes()
{
    m_times = m_file && m_jobTimes ? m_jobTimes(*m_file) : QHash<QString, QString>();
    redrawSoon();
}

void CanvasEditor::redrawSoon()
{
    // The letter that was typed is painted first.
    if (std::exchange(m_isRedrawWaiting, true))
        return;
    QTimer::singleShot(0, this, [this] { redraw(); });
}

void CanvasEditor::redraw()
{
    m_isRedrawWaiting = false;
    if (!m_file)
        return;
    const View &view = m_views[m_file->origin().path];
    const bool isChecked = m_file->checkedRevision() == m_file->drawable().revision();
    const canvas::Picture before = std::exchange(m_drawn, {}).picture;
    m_drawn = drawWorkflow(m_file->drawable(),
                           {.folded = view.folded,
                            .open = view.open,
                            .repository = m_file->repository().get(),
                            .findings = isChecked ? &m_file->findings() : nullptr,
                            .environmentWords = m_environmentWords,
                            .durationWords = [this](const QString &job) { return m_times.value(job); }});
    m_secretSteps = 0;
    for (const canvas::Card &card : m_drawn.picture.cards)
        m_secretSteps += static_cast<int>(std::ranges::count_if(
            card.rows, [](const canvas::Row &row) { return row.marks.contains(u"node-secret"_s); }));
    m_canvas->setFrozen(m_file->brokenBecause());
    keepPlaces(before);
    m_canvas->setPicture(m_drawn.picture);
    showSelection();
    Q_EMIT redrawn();
}

void CanvasEditor::keepPlaces(const canvas::Picture &before) const
{
    // An edit that gives a job another id leaves as many cards of each kind as there were, in their order.
    const auto missingIn = [](const canvas::Picture &picture, const canvas::Picture &other) {
        QSet<QString> known;
        for (const canvas::Card &card : other.cards)
            known.insert(card.id);
        std::vector<const canvas::Card *> missing;
        for (const canvas::Card &card : picture.cards) {
            if (!known.contains(card.id))
                missing.push_back(&card);
        }
        return missing;
    };
    if (before.cards.size() != m_drawn.picture.cards.size())
        return;
    const auto gone = missingIn(before, m_drawn.picture);
    const auto fresh = missingIn(m_drawn.picture, before);
    for (std::size_t at = 0; at < std::min(gone.size(), fresh.size()); ++at) {
        if (gone[at]->kind == fresh[at]->kind)
            m_canvas->renameCard(gone[at]->id, fresh[at]->id);
    }
}

void CanvasEditor::takeSelectionOfCanvas()
{
    if (!m_file || m_isSelecting)
        return;
    m_isSelecting = true;
    QList<Place> places;
    const QList<Spot> spots = m_canvas->selection();
    for (const Spot &spot : spots) {
        // Cards inside of a call are another file's: there is nothing of this one to act on.
        if (const Place place = m_drawn.placeOf(spot); place != Place::file())
            places.append(place);
    }
    const Place current = m_drawn.placeOf(m_canvas->current());
    const Place known = places.contains(current) ? current : places.value(places.size() - 1);
    m_file->selection().set(places, known);
    m_isSelecting = false;
}

void CanvasEditor::showSelection()
{
    if (!m_file || m_isSelecting)
        return;
    m_isSelecting = true;
    QList<Spot> spots;
    for (const Place &place : m_file->selection().all()) {
        if (const Spot spot = m_drawn.spotOf(place); !spot.isNull())
            spots.append(spot);
    }
    const Spot current = m_drawn.spotOf(m_file->selection().current());
    if (spots != m_canvas->selection() || current != m_canvas->current()) {
        m_canvas->setSelection(spots, current);
        if (!current.isNull())
            m_canvas->reveal(current);
    }
    m_isSelecting = false;
}

bool CanvasEditor::perform(const base::Result<editing::Planned> &planned)
{
    if (!m_file)
        return false;
    if (!planned) {
        Q_EMIT refused(base::sentence(planned.error()));
        return false;
    }
    if (planned->operations.empty())
        return false;
    if (const auto done = m_file->perform(planned->operations, planned->name); !done) {
        Q_EMIT refused(base::sentence(done.error()));
        return false;
    }
    redraw();
    if (!planned->places.isEmpty())
        m_file->selection().set(planned->places, planned->places.last());
    if (!planned->warnings.isEmpty())
        Q_EMIT warned(planned->warnings.join(u' '));
    return true;
}

void CanvasEditor::connectCards(const QString &from, const QString &to)
{
    if (m_file)
        perform(editing::connectJobs(m_file->document(), placeOf(from), placeOf(to)));
}

void CanvasEditor::cutLink(const QString &from, const QString &to)
{
    if (m_file)
        perform(editing::cutJobs(m_file->document(), placeOf(from), placeOf(to)));
}

void CanvasEditor::offerCut(const QString &from, const QString &to, const QPoint &at)
{
    if (!m_file)
        return;
    QMenu menu(m_canvas);
    QAction *action = menu.addAction(theme::icon(u"action-remove"_s), tr("Cut this need"));
    const QString reason = editing::refusalToCut(m_file->document(), placeOf(from), placeOf(to));
    action->setEnabled(reason.isEmpty());
    action->setToolTip(reason);
    menu.setToolTipsVisible(true);
    if (menu.exec(at) == action)
        cutLink(from, to);
}

void CanvasEditor::moveRows(const QList<Spot> &rows, const QString &toCard, int toRow)
{
    QList<Place> steps;
    for (const Spot &spot : rows)
        steps.append(m_drawn.placeOf(spot));
    if (m_file)
        perform(editing::moveSteps(m_file->document(), steps, placeOf(toCard).job, toRow));
}

void CanvasEditor::drop(const QString &block, const DropSpot &where)
{
    if (!m_file)
        return;
    if (!where.isOnCard())
        m_canvas->expectNewAt(where.at);
    perform(editing::operationsFor(m_file->document(), block, placeOf(where), where.spot.row));
}

void CanvasEditor::add(const QString &block)
{
    if (!m_file)
        return;
    if (perform(editing::operationsFor(m_file->document(), block, m_file->selection().current())))
        m_canvas->setFocus();
}

void CanvasEditor::rename(const Spot &spot, const QString &name)
{
    if (m_file)
        perform(editing::rename(m_file->document(), m_drawn.placeOf(spot), name));
}

bool CanvasEditor::canRemove() const
{
    return m_file && !m_file->selection().all().isEmpty();
}

void CanvasEditor::remove()
{
    if (canRemove())
        perform(editing::removePlaces(m_file->document(), m_file->selection().all()));
}

void CanvasEditor::duplicate()
{
    if (canRemove())
        perform(editing::duplicate(m_file->document(), m_file->selection().all()));
}

void CanvasEditor::moveBy(int by)
{
    if (m_file)
        perform(editing::moveBy(m_file->document(), m_file->selection().current(), by));
}

void CanvasEditor::copy()
{
    const QString text = m_file ? editing::copyText(m_file->document(), m_file->selection().all()) : QString();
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void CanvasEditor::cut()
{
    if (!canRemove())
        return;
    // What does not reach the clipboard would be gone.
    if (editing::copyText(m_file->document(), m_file->selection().all()).isEmpty()) {
        Q_EMIT refused(tr("This cannot be copied, so it was not cut. Remove it instead."));
        return;
    }
    copy();
    remove();
}

void CanvasEditor::paste()
{
    if (m_file)
        pasteText(QGuiApplication::clipboard()->text(), m_file->selection().current(), -1);
}

void CanvasEditor::pasteText(const QString &text, const Place &target, int index)
{
    if (m_file)
        perform(editing::paste(m_file->document(), text, target, index));
}

void CanvasEditor::fold(const QString &card, bool folded)
{
    if (!m_file)
        return;
    View &view = m_views[m_file->origin().path];
    const bool isGroup = m_drawn.groups.contains(card);
    QSet<QString> &marked = isGroup ? view.open : view.folded;
    const bool isMarked = isGroup ? !marked.contains(card) : folded;
    if (isMarked)
        marked.insert(card);
    else
        marked.remove(card);
    redraw();
}

const canvas::Card *CanvasEditor::currentCard() const
{
    const auto found = std::ranges::find(m_drawn.picture.cards, m_canvas->current().card, &canvas::Card::id);
    return found == m_drawn.picture.cards.end() ? nullptr : &*found;
}

QString CanvasEditor::foldWords() const
{
    const canvas::Card *card = currentCard();
    if (!card || !card->canFold)
        return {};
    if (m_drawn.groups.contains(card->id))
        return card->kind == canvas::CardKind::Group ? tr("Close the group") : tr("Show the jobs inside");
    return card->isFolded ? tr("Show steps") : tr("Hide steps");
}

void CanvasEditor::toggleFold()
{
    if (const canvas::Card *card = currentCard(); card && card->canFold)
        fold(card->id, !card->isFolded);
}

} // namespace slipway::pipelines_page
