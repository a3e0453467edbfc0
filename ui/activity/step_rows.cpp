#include "activity_page/step_rows.h"

#include "activity_page/words.h"
#include "base/format.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/status_look.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTreeWidget>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace slipway::activity_page {

namespace {

constexpr int iconSize = 16;
constexpr int stepIdRole = Qt::UserRole;

QString text(const char *words)
{
    return QCoreApplication::translate("activity_page", words);
}

QString valueWords(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 15);
    if (value.isBool())
        return value.toBool() ? text("yes") : text("no");
    const QJsonDocument document = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

/// A fact under a step: its name, and what it is, in one line.
class Facts
{
public:
    explicit Facts(QTreeWidgetItem &step)
        : m_step(step)
    { }

    void add(const QString &name, const QString &value, bool isCode = false)
    {
        if (value.isEmpty())
            return;
        auto *row = new QTreeWidgetItem(&m_step);
        const QString words = name.isEmpty() ? value : name + u": "_s + value;
        row->setText(0, words);
        row->setFirstColumnSpanned(true);
        row->setToolTip(0, widgets::plainTip(words));
        if (isCode)
            row->setFont(0, theme::font(theme::FontRole::Mono, m_step.treeWidget()->font()));
        row->setForeground(0, theme::tokens(m_step.treeWidget()->palette()).text2);
        const QUrl page(value, QUrl::StrictMode);
        if (page.scheme() == "https"_L1)
            row->setData(0, pageRole, page);
    }

private:
    QTreeWidgetItem &m_step;
};

void addCalls(Facts &facts, const operations::StepSpec &spec)
{
    for (const operations::ApiCall &call : spec.calls) {
        facts.add({}, call.method + u' ' + call.url, true);
        for (const auto &[name, value] : call.body)
            facts.add({}, u"    "_s + name + u" = "_s + value, true);
    }
    if (spec.calls.isEmpty())
        facts.add({}, text("It calls no API."));
}

void addFacts(QTreeWidgetItem &row, const operations::StepSpec &spec, const operations::StepRecord &record,
              const QDateTime &now, bool withCalls)
{
    Facts facts(row);
    facts.add({}, spec.detail);
    if (record.error)
        facts.add(text("Error"), base::sentence(*record.error));
    else
        facts.add({}, record.words);
    if (record.startedAt)
        facts.add(text("Began"), base::format::time(record.startedAt->toLocalTime(), now.toLocalTime()));
    if (record.endedAt)
        facts.add(text("Ended"), base::format::time(record.endedAt->toLocalTime(), now.toLocalTime()));
    if (record.attempts > 1)
        facts.add(text("Attempts"), QString::number(record.attempts));
    for (const QString &id : record.requestIds)
        facts.add(text("Request"), id, true);
    for (auto fact = record.output.begin(); fact != record.output.end(); ++fact)
        facts.add(fact.key(), valueWords(fact.value()), true);
    if (withCalls)
        addCalls(facts, spec);
}

QTreeWidgetItem *makeStep(QTreeWidget &tree, const operations::StepSpec &spec, const operations::StepRecord &record,
                          const QDateTime &now)
{
    auto *row = new QTreeWidgetItem(&tree);
    const base::Status status = statusOf(record.state);
    row->setData(0, stepIdRole, spec.id);
    row->setText(0, spec.title);
    row->setToolTip(0, widgets::plainTip(spec.title + u", "_s + stepStateWords(record.state)));
    row->setIcon(0,
                 theme::iconPixmap(theme::statusIcon(status), iconSize,
                                   theme::tokens(tree.palette()).status(status).solid, tree.devicePixelRatioF()));
    row->setText(1, tookWords(record, now));
    row->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    row->setFont(1, theme::tabular(tree.font()));
    row->setData(0, Qt::AccessibleTextRole,
                 QStringList{spec.title, stepStateWords(record.state), record.words}.join(u", "_s));
    return row;
}

} // namespace

void showSteps(QTreeWidget &tree, const operations::Operation &operation, const QDateTime &now, bool withCalls)
{
    QSet<QString> open;
    QString current;
    for (int i = 0; i < tree.topLevelItemCount(); ++i) {
        const QTreeWidgetItem &row = *tree.topLevelItem(i);
        if (row.isExpanded())
            open.insert(row.data(0, stepIdRole).toString());
    }
    if (const QTreeWidgetItem *item = tree.currentItem())
        current = (item->parent() ? item->parent() : item)->data(0, stepIdRole).toString();
    tree.clear();
    const qsizetype count = std::min(operation.plan.steps.size(), operation.steps.size());
    for (qsizetype i = 0; i < count; ++i) {
        const operations::StepSpec &spec = operation.plan.steps[i];
        QTreeWidgetItem *row = makeStep(tree, spec, operation.steps[i], now);
        addFacts(*row, spec, operation.steps[i], now, withCalls);
        const bool isTelling = operation.steps[i].error.has_value();
        row->setExpanded(open.contains(spec.id) || (open.isEmpty() && isTelling) || withCalls);
        if (spec.id == current)
            tree.setCurrentItem(row);
    }
}

} // namespace slipway::activity_page
