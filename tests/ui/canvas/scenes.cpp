#include "scenes.h"

#include <QApplication>
#include <QMouseEvent>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::canvas {

namespace {

Row step(const QString &text, const QString &note = {}, const QStringList &marks = {}, const QString &chip = {})
{
    Row row;
    row.icon = note.isEmpty() ? u"node-step-run"_s : u"node-step-action"_s;
    row.text = text;
    row.note = note;
    row.marks = marks;
    row.chip = chip;
    row.spoken = u"step "_s + text;
    return row;
}

Row done(const QString &text, const QString &time, double share, base::Status status = base::Status::Success)
{
    Row row = step(text, time);
    row.share = share;
    row.status = status;
    return row;
}

Card trigger(const QString &id, const QString &icon, const QString &title, const QString &subtitle)
{
    Card card;
    card.id = id;
    card.kind = CardKind::Trigger;
    card.icon = icon;
    card.title = title;
    card.subtitle = subtitle;
    card.spoken = u"trigger "_s + title;
    return card;
}

Card gate(const QString &subtitle)
{
    Card card;
    card.id = u"env:production>deploy"_s;
    card.kind = CardKind::Gate;
    card.icon = u"person"_s;
    card.title = u"production"_s;
    card.subtitle = subtitle;
    card.spoken = u"gate production"_s;
    return card;
}

QList<Link> usualLinks()
{
    return {{u"on:push"_s, u"job:ci"_s},
            {u"on:workflow_dispatch"_s, u"job:ci"_s},
            {u"job:ci"_s, u"env:production>deploy"_s, LinkLook::Usual, u"needs"_s, true},
            {u"env:production>deploy"_s, u"job:deploy"_s}};
}

} // namespace

Card job(const QString &id, const QStringList &rows)
{
    Card card;
    card.id = id;
    card.icon = u"node-job"_s;
    card.title = id;
    card.subtitle = id + u" · ubuntu-latest"_s;
    card.canFold = !rows.isEmpty();
    card.spoken = u"job "_s + id;
    for (const QString &row : rows)
        card.rows.push_back(step(row));
    return card;
}

Picture editedWorkflow()
{
    Picture picture;
    picture.cards = {
        trigger(u"on:push"_s, u"node-trigger-push"_s, u"Push to main"_s, u"6 path filters"_s),
        trigger(u"on:workflow_dispatch"_s, u"node-trigger-dispatch"_s, u"Manual run"_s, u"workflow_dispatch"_s)};
    Card ci = job(u"job:ci"_s);
    ci.title = u"Continuous Integration"_s;
    ci.subtitle = u"ci · ubuntu-latest · limit 15 min"_s;
    ci.canFold = true;
    ci.rows = {step(u"Checkout"_s, u"@v4"_s),
               step(u"Setup Node.js"_s, u"@v4"_s),
               step(u"Enable Corepack"_s),
               step(u"Install dependencies"_s),
               step(u"Type-check"_s),
               step(u"Lint"_s),
               step(u"Run unit tests"_s),
               step(u"Build"_s),
               step(u"Upload build artifacts"_s, u"@v4"_s)};
    Card deploy = job(u"job:deploy"_s);
    deploy.title = u"Deploy to Fly.io"_s;
    deploy.subtitle = u"deploy · ubuntu-latest · limit 20 min"_s;
    deploy.pill = u"ref == 'refs/heads/main'"_s;
    deploy.canFold = true;
    deploy.rows = {step(u"Checkout"_s, u"@v4"_s),
                   step(u"Setup Fly CLI"_s, u"@master"_s, {u"status-warning"_s}),
                   step(u"Deploy to Fly.io"_s, {}, {u"node-secret"_s, u"status-warning"_s}),
                   step(u"Wait for deployment"_s),
                   step(u"Create Sentry release"_s, u"@v1"_s, {u"node-secret"_s}),
                   step(u"Notify deployment"_s, {}, {u"node-secret"_s}, u"always()"_s)};
    picture.cards.push_back(ci);
    picture.cards.push_back(gate(u"1 reviewer"_s));
    picture.cards.push_back(deploy);
    const QList<Link> links = usualLinks();
    picture.links.assign(links.begin(), links.end());
    return picture;
}

Picture liveRun()
{
    using base::Status;
    Picture picture = editedWorkflow();
    picture.cards[0].subtitle = u"14:11:40 UTC"_s;
    picture.cards[0].isCritical = true;
    picture.cards[1].isGhost = true;
    picture.cards[1].subtitle.clear();
    Card &ci = picture.cards[2];
    ci.status = Status::Success;
    ci.isCritical = true;
    ci.aside = u"4:48"_s;
    ci.subtitle = u"Passed, 4 s longer than median"_s;
    ci.rows = {done(u"Checkout"_s, u"0:03"_s, 0.03),
               done(u"Setup Node.js"_s, u"0:14"_s, 0.17),
               done(u"Enable Corepack"_s, u"0:02"_s, 0.02),
               done(u"Install dependencies"_s, u"1:02"_s, 0.76),
               done(u"Type-check"_s, u"0:41"_s, 0.5),
               done(u"Lint"_s, u"0:28"_s, 0.34),
               done(u"Run unit tests"_s, u"1:21"_s, 1),
               done(u"Build"_s, u"0:48"_s, 0.6),
               done(u"Upload build artifacts"_s, u"0:09"_s, 0.1)};
    picture.cards[3].status = Status::Success;
    picture.cards[3].subtitle = u"Priya Nair, 14 s"_s;
    Card &deploy = picture.cards[4];
    deploy.pill.clear();
    deploy.status = Status::Running;
    deploy.progress = 0.62;
    deploy.aside = u"1:58"_s;
    deploy.subtitle = u"Running, about 20 s left"_s;
    deploy.rows = {
        done(u"Checkout"_s, u"0:03"_s, 0.04),        done(u"Setup Fly CLI"_s, u"0:05"_s, 0.06),
        done(u"Deploy to Fly.io"_s, u"1:12"_s, 0.9), done(u"Wait for deployment"_s, u"0:38"_s, 0.5, Status::Running),
        step(u"Create Sentry release"_s, u"—"_s),    step(u"Notify deployment"_s, u"—"_s)};
    for (const std::size_t row : {4U, 5U}) {
        deploy.rows[row].status = Status::Queued;
        deploy.rows[row].isDim = true;
    }
    for (Link &link : picture.links)
        link.look = LinkLook::Critical;
    picture.links[1].look = LinkLook::NotTaken;
    picture.links[2].words.clear();
    return picture;
}

Picture madeGraph(int cards, int rowsEach)
{
    Picture picture;
    unsigned state = 1;
    const auto below = [&state](int limit) {
        state = state * 1664525U + 1013904223U;
        return static_cast<int>((state >> 8) % static_cast<unsigned>(limit));
    };
    QStringList rows;
    for (int row = 0; row < rowsEach; ++row)
        rows.append(u"Step number %1"_s.arg(row + 1));
    for (int card = 0; card < cards; ++card) {
        picture.cards.push_back(job(u"job%1"_s.arg(card), rows));
        for (int edge = 0; edge < 2 && card > 8; ++edge) {
            const int from = std::max(0, card - 1 - below(30));
            picture.links.push_back({u"job%1"_s.arg(from), u"job%1"_s.arg(card), LinkLook::Usual, {}, true});
        }
    }
    return picture;
}

Abilities allAbilities(const QString &forbidden)
{
    Abilities abilities;
    abilities.refusalToConnect = [forbidden](const QString &, const QString &to) {
        return to == forbidden ? u"That would be a cycle."_s : QString();
    };
    abilities.canStartLink = [](const QString &) { return true; };
    abilities.refusalToMoveRow = [forbidden](const Spot &, const QString &to) {
        return to == forbidden ? u"This job has no steps."_s : QString();
    };
    abilities.refusalToDrop = [forbidden](const QString &block, const DropSpot &where) {
        const bool isRefused =
            (where.isOnCard() && where.spot.card == forbidden) || (block == "step.run"_L1 && !where.isOnCard());
        return isRefused ? u"A step belongs to a job."_s : QString();
    };
    abilities.nameToEdit = [](const Spot &spot) { return spot.row < 0 ? spot.card : u"row"_s; };
    return abilities;
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
        QVERIFY(widget.grab().save(folder + u'/' + name + u".png"_s));
}

Shown::Shown(const Picture &picture, QSize size)
{
    canvas.resize(size);
    canvas.setMotionReduced(true);
    canvas.setPicture(picture);
    canvas.show();
    canvas.activateWindow();
    canvas.setFocus();
    QCoreApplication::processEvents();
}

QPoint Shown::middleOf(const QString &card, int row) const
{
    return canvas.rectOf({card, row}).center().toPoint();
}

QPoint Shown::headOf(const QString &card) const
{
    return canvas.rectOf({card}).topLeft().toPoint() + QPoint(60, 14);
}

void Shown::press(const QPoint &at, Qt::KeyboardModifiers modifiers) const
{
    QTest::mouseMove(canvas.viewport(), at);
    QTest::mousePress(canvas.viewport(), Qt::LeftButton, modifiers, at);
}

void Shown::move(const QPoint &to, Qt::MouseButton held) const
{
    // QTest's own moves hold no button.
    QMouseEvent event(QEvent::MouseMove, to, canvas.viewport()->mapToGlobal(to), Qt::NoButton, held, {});
    QCoreApplication::sendEvent(canvas.viewport(), &event);
}

void Shown::release(const QPoint &at) const
{
    QTest::mouseRelease(canvas.viewport(), Qt::LeftButton, {}, at);
}

void Shown::drag(const QPoint &from, const QPoint &to, Qt::KeyboardModifiers modifiers) const
{
    press(from, modifiers);
    move((from + to) / 2);
    move(to);
    QTest::mouseRelease(canvas.viewport(), Qt::LeftButton, modifiers, to);
}

void Shown::key(int key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(&canvas, static_cast<Qt::Key>(key), modifiers);
}

} // namespace slipway::canvas
