#include "e2e_pipelines/pipelines_driver.h"

#include "canvas/canvas.h"
#include "composition/session.h"
#include "pipelines_page/workflow_entries.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QListView>
#include <QListWidget>
#include <QMimeData>
#include <QMouseEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::e2e {

namespace {

/// Large enough for whole workflows at their full size, so that every part can be pointed at.
constexpr QSize roomy(1800, 1500);

/// QTest's own moves hold no button, and end where the test's small screen ends.
void move(QWidget &viewport, const QPointF &to, Qt::MouseButtons held)
{
    QMouseEvent event(QEvent::MouseMove, to, viewport.mapToGlobal(to), Qt::NoButton, held, {});
    QCoreApplication::sendEvent(&viewport, &event);
}

/// Leaves what is offered while one types, as Escape or a click beside it does.
void leavePopups(QWidget &window)
{
    QCoreApplication::processEvents();
    if (!QApplication::activePopupWidget() && window.isActiveWindow())
        return;
    if (QWidget *popup = QApplication::activePopupWidget())
        QTest::keyClick(popup, Qt::Key_Escape);
    while (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    // The test's platform leaves no window active behind a popup.
    window.activateWindow();
    (void)QTest::qWaitForWindowActive(&window);
}

} // namespace

PipelinesDriver::PipelinesDriver(Stage &stage)
    : m_stage(stage)
{
    m_stage.program().window().resize(roomy);
}

bool PipelinesDriver::showPage()
{
    m_stage.press(u"Alt+2"_s);
    return QTest::qWaitFor([this] { return !desk().files().isEmpty() && m_stage.window().view(u"Workflows"_s); });
}

bool PipelinesDriver::open(const QString &fileName)
{
    QAbstractItemView *list = m_stage.window().view(u"Workflows"_s);
    for (int row = 0; list && row < list->model()->rowCount(); ++row) {
        const QModelIndex index = list->model()->index(row, 0);
        if (!index.data(pipelines_page::WorkflowEntries::PathRole).toString().endsWith(u'/' + fileName))
            continue;
        list->scrollTo(index);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
        const bool isOpen = QTest::qWaitFor([&] { return file() && !canvas().picture().cards.empty(); });
        settle();
        return isOpen;
    }
    return false;
}

bool PipelinesDriver::makeFromTemplate(const QString &fileName)
{
    m_stage.press(u"Ctrl+N"_s);
    auto *templates = qobject_cast<QListWidget *>(m_stage.window().named(u"Templates"_s));
    auto *name = qobject_cast<QLineEdit *>(m_stage.window().named(u"File name"_s));
    if (!templates || !name)
        return false;
    QTest::keyClick(templates, Qt::Key_Home);
    typeOver(*name, fileName);
    QTest::keyClick(name, Qt::Key_Return, Qt::ControlModifier);
    return QTest::qWaitFor([&] { return file() && source().toPlainText() == QString::fromUtf8(bytes()); });
}

desk::Desk &PipelinesDriver::desk() const
{
    return m_stage.program().session()->desk();
}

QWidget &PipelinesDriver::page() const
{
    return *m_stage.window().named(u"Pipelines"_s);
}

editing::OpenFile *PipelinesDriver::file() const
{
    const QAbstractItemView *list = m_stage.window().view(u"Workflows"_s);
    return desk().file(list->currentIndex().data(pipelines_page::WorkflowEntries::PathRole).toString());
}

QByteArray PipelinesDriver::bytes() const
{
    return file()->document().source();
}

canvas::Canvas &PipelinesDriver::canvas() const
{
    return *static_cast<canvas::Canvas *>(m_stage.window().named(u"Workflow graph"_s));
}

QPlainTextEdit &PipelinesDriver::source() const
{
    return *static_cast<QPlainTextEdit *>(m_stage.window().named(u"Source"_s));
}

QWidget &PipelinesDriver::inspector() const
{
    return *m_stage.window().named(u"Inspector"_s);
}

void PipelinesDriver::settle() const
{
    // The graph is drawn once more when the findings are there.
    (void)QTest::qWaitFor([this] { return file()->checkedRevision() == file()->document().revision(); });
    QCoreApplication::processEvents();
}

void PipelinesDriver::showAll() const
{
    settle();
    canvas().fit();
}

canvas::Spot PipelinesDriver::card(const QString &name) const
{
    QCoreApplication::processEvents();
    for (const canvas::Card &card : canvas().picture().cards) {
        if (card.id == name || card.id == u"job:"_s + name)
            return {card.id};
    }
    return {};
}

QString PipelinesDriver::words(const canvas::Spot &spot) const
{
    for (const canvas::Card &card : canvas().picture().cards) {
        if (card.id == spot.card)
            return spot.row < 0 ? card.title : card.rows.at(static_cast<std::size_t>(spot.row)).text;
    }
    return {};
}

QStringList PipelinesDriver::rows(const QString &job) const
{
    const canvas::Spot spot = card(job);
    QStringList texts;
    for (const canvas::Card &card : canvas().picture().cards) {
        for (const canvas::Row &row : card.id == spot.card ? card.rows : std::vector<canvas::Row>())
            texts += row.text;
    }
    return texts;
}

void PipelinesDriver::click(const canvas::Spot &spot, Qt::KeyboardModifiers modifiers) const
{
    showAll();
    const QRectF rect = canvas().rectOf(spot);
    const QPointF at = spot.row < 0 ? rect.topLeft() + QPointF(60, 14) : rect.center();
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, modifiers, at.toPoint());
    QCoreApplication::processEvents();
}

void PipelinesDriver::selectNothing() const
{
    showAll();
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, {}, freePlace().toPoint());
    key(Qt::Key_Escape);
    key(Qt::Key_Escape);
}

void PipelinesDriver::drag(const QPointF &from, const QPointF &to) const
{
    QWidget &viewport = *canvas().viewport();
    move(viewport, from, Qt::NoButton);
    QTest::mousePress(&viewport, Qt::LeftButton, {}, from.toPoint());
    move(viewport, from + (to - from) / 3, Qt::LeftButton);
    move(viewport, from + (to - from) * 2 / 3, Qt::LeftButton);
    move(viewport, to, Qt::LeftButton);
    QTest::mouseRelease(&viewport, Qt::LeftButton, {}, to.toPoint());
    QCoreApplication::processEvents();
}

void PipelinesDriver::connectByPort(const QString &from, const QString &to) const
{
    showAll();
    drag(canvas().outPortOf(card(from).card), canvas().rectOf(card(to)).topLeft() + QPointF(60, 14));
}

void PipelinesDriver::cutLink(const QString &from, const QString &to) const
{
    showAll();
    const QPointF middle = canvas().pathOf(card(from).card, card(to).card).pointAtPercent(0.5);
    move(*canvas().viewport(), middle, Qt::NoButton);
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, {}, middle.toPoint());
    QCoreApplication::processEvents();
}

void PipelinesDriver::dragStep(const canvas::Spot &step, const QString &job, int before) const
{
    showAll();
    const auto count = static_cast<int>(rows(job).size());
    const QRectF target = canvas().rectOf(row(job, std::min(before, count - 1)));
    const qreal edge = before < count ? target.top() + 2 : target.bottom() - 2;
    drag(canvas().rectOf(step).center(), {target.center().x(), edge});
}

bool PipelinesDriver::dropBlock(const QString &block, const QPointF &at) const
{
    QMimeData data;
    data.setData(QString::fromLatin1(canvas::blockMimeType), block.toUtf8());
    QWidget &viewport = *canvas().viewport();
    QDragEnterEvent enter(at.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&viewport, &enter);
    QDragMoveEvent over(at.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&viewport, &over);
    if (!over.isAccepted()) {
        QDragLeaveEvent leave;
        QCoreApplication::sendEvent(&viewport, &leave);
        return false;
    }
    QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&viewport, &drop);
    QCoreApplication::processEvents();
    return true;
}

QPointF PipelinesDriver::freePlace() const
{
    return {30, canvas().viewport()->height() - 30.0};
}

void PipelinesDriver::key(Qt::Key key, Qt::KeyboardModifiers modifiers) const
{
    QTest::keyClick(&canvas(), key, modifiers);
    QCoreApplication::processEvents();
}

void PipelinesDriver::rename(const QString &name) const
{
    key(Qt::Key_F2);
    QWidget *field = QApplication::focusWidget();
    QTest::keySequence(field, QKeySequence::SelectAll);
    QTest::keyClicks(field, name);
    QTest::keyClick(field, Qt::Key_Return);
    QCoreApplication::processEvents();
}

void PipelinesDriver::clickOn(QWidget &widget) const
{
    for (QWidget *parent = widget.parentWidget(); parent; parent = parent->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(parent))
            area->ensureWidgetVisible(&widget);
    }
    QTest::mouseClick(&widget, Qt::LeftButton, {}, {8, widget.height() / 2});
    QCoreApplication::processEvents();
}

void PipelinesDriver::typeOver(QLineEdit &line, const QString &text) const
{
    clickOn(line);
    QTest::keySequence(&line, QKeySequence::SelectAll);
    if (text.isEmpty())
        QTest::keyClick(&line, Qt::Key_Delete);
    else
        QTest::keyClicks(&line, text);
    leavePopups(m_stage.program().window());
}

bool PipelinesDriver::write(const QString &field, const QString &text) const
{
    auto *line = find<QLineEdit>(field);
    if (!line || !line->isEnabled())
        return false;
    typeOver(*line, text);
    QTest::keyClick(line, Qt::Key_Return);
    leavePopups(m_stage.program().window());
    return true;
}

bool PipelinesDriver::writeLines(const QString &field, const QString &text) const
{
    auto *edit = find<QPlainTextEdit>(field);
    if (!edit)
        return false;
    clickOn(*edit);
    edit->setFocus(Qt::MouseFocusReason);
    QTest::keySequence(edit, QKeySequence::SelectAll);
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        if (&line != &lines.first())
            QTest::keyClick(edit, Qt::Key_Return);
        QTest::keyClicks(edit, line);
    }
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    QCoreApplication::processEvents();
    return true;
}

bool PipelinesDriver::press(const QString &button) const
{
    auto *found = find<QAbstractButton>(button);
    if (!found || !found->isEnabled())
        return false;
    clickOn(*found);
    return true;
}

bool PipelinesDriver::choose(const QString &box, const QString &words) const
{
    auto *found = find<QComboBox>(box);
    const int index = found ? found->findText(words) : -1;
    if (index < 0)
        return false;
    clickOn(*found);
    QAbstractItemView *list = found->view();
    list->setCurrentIndex(found->model()->index(index, found->modelColumn()));
    QTest::keyClick(list, Qt::Key_Return);
    QCoreApplication::processEvents();
    return true;
}

bool PipelinesDriver::addEntry(const QString &button, const QString &text) const
{
    if (!press(button))
        return false;
    auto *line = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    if (!line)
        return false;
    typeOver(*line, text);
    QTest::keyClick(line, Qt::Key_Return);
    leavePopups(m_stage.program().window());
    return true;
}

bool PipelinesDriver::addPair(const QString &button, const QString &name, const QString &value) const
{
    return addEntry(button, name) && write(u"Value of "_s + name, value);
}

bool PipelinesDriver::setInput(const QString &name, const QString &value) const
{
    const auto isAsking = [this] { return shows(u"Asking what this action takes"_s); };
    if (!QTest::qWaitFor([&] { return !isAsking(); }))
        return false;
    for (const QString &field : {name, name + u" (required)"_s, u"Value of "_s + name}) {
        if (find<QLineEdit>(field))
            return write(field, value);
    }
    return addPair(u"Add input"_s, name, value);
}

bool PipelinesDriver::shows(const QString &words) const
{
    const auto labels = inspector().findChildren<QLabel *>();
    return std::ranges::any_of(
        labels, [&words](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
}

bool PipelinesDriver::goTo(const QString &text) const
{
    const QTextCursor found = source().document()->find(text, 0, QTextDocument::FindCaseSensitively);
    if (found.isNull())
        return false;
    QTextCursor cursor(source().document());
    cursor.setPosition(found.selectionStart());
    source().verticalScrollBar()->setValue(cursor.block().firstLineNumber());
    QTest::mouseClick(source().viewport(), Qt::LeftButton, {}, source().cursorRect(cursor).center());
    QCoreApplication::processEvents();
    return true;
}

void PipelinesDriver::typeInSource(const QString &text) const
{
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        if (&line != &lines.first())
            QTest::keyClick(&source(), Qt::Key_Return);
        QTest::keyClicks(&source(), line);
        // What is offered would take Enter.
        QTest::keyClick(&source(), Qt::Key_Escape);
    }
    QCoreApplication::processEvents();
}

} // namespace slipway::e2e
