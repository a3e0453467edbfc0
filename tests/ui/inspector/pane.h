#pragma once

#include "inspector/inspector.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

/// An open file with its pane, acted on as a person does.
class Pane
{
public:
    explicit Pane(const QByteArray &text, slipway::inspector::Sources sources = {})
        : clock(std::make_shared<slipway::base::ManualClock>())
        , before(text)
        , file({.origin = {.path = QStringLiteral(".github/workflows/x.yml")},
                .text = text,
                .base = text,
                .clock = clock})
    {
        sources.clock = clock;
        widget.setSources(std::move(sources));
        widget.setFile(&file);
        widget.resize(320, 900);
        widget.show();
        widget.activateWindow();
        (void)QTest::qWaitForWindowActive(&widget);
    }
    ~Pane() { widget.setFile(nullptr); }

    void select(const slipway::editing::Place &place) { file.selection().set(place); }

    /// The control with this name that can be seen or scrolled to.
    template<typename T>
    T *find(const QString &name)
    {
        const auto all = widget.findChildren<T *>();
        for (T *one : all)
            if (one->accessibleName() == name && one->isVisibleTo(&widget))
                return one;
        return nullptr;
    }
    QLineEdit *line(const QString &name) { return find<QLineEdit>(name); }

    /// Puts the keyboard into the control, as a click does.
    static void enter(QWidget *control) { control->setFocus(Qt::MouseFocusReason); }
    /// Writes into a field in the place of what is there, and leaves it with Enter.
    void write(QLineEdit *field, const QString &text)
    {
        enter(field);
        field->selectAll();
        if (text.isEmpty())
            QTest::keyClick(field, Qt::Key_Delete);
        else
            QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }
    /// Chooses an entry of a list with the keyboard.
    void choose(QComboBox *box, const QString &words)
    {
        enter(box);
        const int index = box->findText(words);
        QVERIFY2(index >= 0, qPrintable(words));
        box->showPopup();
        QAbstractItemView *list = box->view();
        list->setCurrentIndex(box->model()->index(index, 0));
        QTest::keyClick(list, Qt::Key_Return);
    }

    QByteArray text() const { return file.document().source(); }
    bool shows(const QString &words) const
    {
        const auto all = widget.findChildren<QLabel *>();
        for (const QLabel *label : all)
            if (label->isVisibleTo(&widget) && label->text().contains(words))
                return true;
        return false;
    }
    void undoAll() { file.history().stack().setIndex(0); }

    std::shared_ptr<slipway::base::ManualClock> clock;
    QByteArray before;
    slipway::editing::OpenFile file;
    slipway::inspector::Inspector widget;
};

/// The lines that went (`-`) and came (`+`), between the first and the last that differ.
inline QStringList changedLines(const QByteArray &before, const QByteArray &after)
{
    QList<QByteArray> old = before.split('\n');
    QList<QByteArray> now = after.split('\n');
    while (!old.isEmpty() && !now.isEmpty() && old.first() == now.first()) {
        old.removeFirst();
        now.removeFirst();
    }
    while (!old.isEmpty() && !now.isEmpty() && old.last() == now.last()) {
        old.removeLast();
        now.removeLast();
    }
    QStringList lines;
    for (const QByteArray &line : old)
        lines.append(u'-' + QString::fromUtf8(line));
    for (const QByteArray &line : now)
        lines.append(u'+' + QString::fromUtf8(line));
    return lines;
}

inline QByteArray loopHealth(const QString &name)
{
    QFile file(QStringLiteral(SLIPWAY_SOURCE_DIR "/app/sandbox/scenarios/loop-health/workflows/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
