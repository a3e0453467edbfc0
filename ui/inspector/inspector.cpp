#include "inspector/inspector.h"

#include "inspector/event_bar.h"
#include "inspector/fields/desk.h"
#include "inspector/fields/expression_field.h"
#include "inspector/forms/form.h"
#include "inspector/header.h"
#include "theme/tokens.h"
#include "widgets/banner.h"
#include "widgets/message.h"

#include <QPainter>
#include <QPointer>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

using editing::Place;

struct Inspector::Private {
    Inspector *q = nullptr;
    Desk desk;
    Header *header = nullptr;
    widgets::Banner *broken = nullptr;
    widgets::EmptyState *empty = nullptr;
    QScrollArea *scroll = nullptr;
    EventBar *events = nullptr;
    Form *form = nullptr;
    QList<Place> all;
    Place current;
    /// The document has changed while nobody looked.
    bool isBehind = false;

    void build();
    void show();
    void follow();
    void select();
    void replaceForm();
    void showFindings();
};

void Inspector::Private::build()
{
    header = new Header(desk, q);
    broken = new widgets::Banner(q);
    empty = new widgets::EmptyState(Inspector::tr("Open a workflow to see its parts here."), {}, q);
    scroll = new QScrollArea(q);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setAccessibleName(Inspector::tr("Settings of the selection"));
    events = new EventBar(desk, q);
    auto *column = new QVBoxLayout(q);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(broken);
    column->addWidget(empty, 1);
    column->addWidget(scroll, 1);
    column->addWidget(events);
}

void Inspector::Private::show()
{
    const bool isOpen = desk.file();
    for (QWidget *part : {static_cast<QWidget *>(header), static_cast<QWidget *>(scroll)})
        part->setVisible(isOpen);
    empty->setVisible(!isOpen);
    if (!isOpen) {
        broken->hide();
        events->hide();
        delete std::exchange(form, nullptr);
        return;
    }
    select();
}

void Inspector::Private::select()
{
    desk.commitAll();
    if (!desk.file())
        return;
    all = desk.file()->selection().all();
    current = desk.file()->selection().current();
    follow();
}

void Inspector::Private::replaceForm()
{
    QWidget *focused = q->focusWidget();
    const bool hadFocus = form && focused && focused->hasFocus() && form->isAncestorOf(focused);
    if (form)
        form->deleteLater();
    form = makeForm(desk, all, current, scroll);
    scroll->takeWidget();
    scroll->setWidget(form);
    form->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    form->follow();
    events->setVisible(form->findChild<ExpressionField *>());
    if (hadFocus)
        form->focusFirst();
}

void Inspector::Private::follow()
{
    if (!desk.file())
        return;
    const QString why = desk.file()->brokenBecause();
    broken->setMessage(base::Status::Warning,
                       why.isEmpty() ? QString() : Inspector::tr("%1 Mend the source to edit here.").arg(why));
    broken->setVisible(!why.isEmpty());
    const bool isThere = editing::holds(desk.document(), current);
    const Place place = isThere ? current : Place::file();
    const QList<Place> places = isThere ? all : QList<Place>();
    events->follow();
    header->show(places, place);
    const bool isSame =
        form && form->place() == place && form->fits() && form->property("count").toInt() == int(places.size());
    if (!isSame) {
        const Place wanted = std::exchange(current, place);
        const QList<Place> wantedAll = std::exchange(all, places);
        replaceForm();
        form->setProperty("count", int(places.size()));
        current = wanted;
        all = wantedAll;
    } else {
        form->follow();
    }
    showFindings();
}

void Inspector::Private::showFindings()
{
    if (!form || !desk.file() || all.size() > 1)
        return;
    QList<diagnostics::Finding> mine;
    const bool isNow = desk.file()->checkedRevision() == desk.file()->document().revision();
    for (const diagnostics::Finding &finding : desk.file()->findings())
        if (isNow && editing::placeAt(desk.file()->document(), finding.range.begin) == form->place())
            mine.append(finding);
    form->setFindings(mine);
}

Inspector::Inspector(QWidget *parent)
    : QWidget(parent)
    , m_d(std::make_unique<Private>())
{
    m_d->q = this;
    setObjectName(u"inspector"_s);
    setAccessibleName(tr("Inspector"));
    m_d->build();
    connect(&m_d->desk, &Desk::changed, this, [this] {
        m_d->isBehind = !isVisible();
        if (!m_d->isBehind)
            m_d->follow();
    });
    connect(&m_d->desk, &Desk::refused, this, &Inspector::refused);
    connect(&m_d->desk, &Desk::sourceRequested, this, &Inspector::sourceRequested);
    m_d->show();
}

Inspector::~Inspector()
{
    m_d->desk.commitAll();
    m_d->desk.disconnect(this);
    // Fields refer to the desk, which goes with this frame.
    delete m_d->form;
}

void Inspector::setFile(editing::OpenFile *file)
{
    if (editing::OpenFile *old = m_d->desk.file()) {
        m_d->desk.commitAll();
        old->disconnect(this);
        old->selection().disconnect(this);
    }
    delete std::exchange(m_d->form, nullptr);
    m_d->desk.setFile(file);
    if (file) {
        connect(&file->selection(), &editing::Selection::changed, this, [this] { m_d->select(); });
        connect(file, &editing::OpenFile::checked, this, [this] { m_d->showFindings(); });
        connect(file, &editing::OpenFile::namesChanged, this, &Inspector::refresh);
    }
    m_d->show();
}

void Inspector::setSources(Sources sources)
{
    m_d->desk.setSources(std::move(sources));
    refresh();
}

void Inspector::refresh()
{
    if (m_d->form)
        m_d->form->refresh();
    m_d->showFindings();
}

void Inspector::focusFirst()
{
    if (m_d->form)
        m_d->form->focusFirst();
}

void Inspector::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_d->isBehind, false))
        m_d->follow();
}

void Inspector::hideEvent(QHideEvent *event)
{
    m_d->desk.commitAll();
    QWidget::hideEvent(event);
}

void Inspector::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::tokens(palette()).base);
}

} // namespace slipway::inspector
