#include "inspector/forms/matrix_part.h"

#include "inspector/fields/cards_field.h"
#include "inspector/fields/chips_field.h"
#include "inspector/fields/choice_field.h"
#include "inspector/fields/table_field.h"
#include "inspector/fields/text_field.h"
#include "workflow/matrix_expansion.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

namespace {

constexpr std::size_t mostNamed = 8;

QString tr(const char *text)
{
    return QCoreApplication::translate("inspector::Matrix", text);
}

QString expansionWords(const workflow::Matrix &matrix)
{
    const workflow::Expansion expansion = workflow::expand(matrix);
    if (expansion.isDynamic)
        return tr("Expressions decide which jobs there are.");
    if (expansion.isTooLarge)
        return tr("More than %1 jobs, which GitHub refuses.").arg(workflow::mostCombinations);
    QStringList names;
    for (const workflow::Combination &one : expansion.combinations) {
        if (names.size() == qsizetype(mostNamed)) {
            names.append(u"…"_s);
            break;
        }
        names.append(shown(workflow::displayName("", one)).trimmed());
    }
    const auto count = expansion.combinations.size();
    const QString head = count == 1 ? tr("1 job") : tr("%1 jobs").arg(count);
    return names.isEmpty() ? tr("No job at all.") : tr("%1: %2").arg(head, names.join(u", "_s));
}

void addItems(Form &form, Section *section, const yaml::Path &path, const QString &label, const QString &addWords)
{
    Desk &desk = form.desk();
    const CardsField::Kind kind{
        .addWords = addWords, .isList = true, .newValue = yaml::makeMap({{"name", yaml::makeText("value")}})};
    form.add(new CardsField(
                 desk, path, label, kind,
                 [&desk](Card &card) { card.add(new TableField(desk, card.path(), {}, tr("Add value"), &card)); },
                 section),
             section);
}

} // namespace

MatrixPreview::MatrixPreview(Desk &desk, const std::string &job, QWidget *parent)
    : Field(desk, {"jobs", job, "strategy", "matrix"}, {}, parent)
    , m_job(job)
    , m_note(new Note(this))
{
    setControl(m_note, m_note);
}

void MatrixPreview::show(yaml::Node value)
{
    const workflow::Job *job = desk().document().workflow().job(m_job);
    m_note->say(base::Status::Unknown, value && job ? expansionWords(job->strategy.matrix) : QString());
}

void addMatrix(Form &form, const std::string &job)
{
    Desk &desk = form.desk();
    const yaml::Path strategy{"jobs", job, "strategy"};
    const yaml::Path matrix = below(strategy, {"matrix"});
    Section *section = form.addSection(tr("Matrix"), bool(desk.at(strategy)));
    const CardsField::Kind kind{
        .addWords = tr("Add axis"), .newName = "version", .newValue = yaml::makeList({yaml::makeText("1")})};
    auto *axes = new CardsField(
        desk, matrix, tr("Axes"), kind,
        [&desk](Card &card) { card.add(new ChipsField(desk, card.path(), tr("Values"), &card)); }, section);
    axes->leaveOut({u"include"_s, u"exclude"_s});
    form.add(axes, section);
    addItems(form, section, below(matrix, {"include"}), tr("Also"), tr("Add combination"));
    addItems(form, section, below(matrix, {"exclude"}), tr("Without"), tr("Add exclusion"));
    form.add(new MatrixPreview(desk, job, section), section);
    form.add(new CheckField(desk, below(strategy, {"fail-fast"}), tr("Stop the others when one fails"), true, section),
             section);
    auto *most =
        new TextField(desk, below(strategy, {"max-parallel"}), tr("At the same time"), section, Writes::Number);
    form.add(most->setPlaceholder(tr("As many as there are runners")), section);
}

} // namespace slipway::inspector
