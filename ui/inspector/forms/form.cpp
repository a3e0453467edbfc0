#include "inspector/forms/form.h"

#include "theme/fonts.h"

#include <QHBoxLayout>

#include <algorithm>

namespace slipway::inspector {

using editing::Place;

namespace {

/// From this size of text on, fields stand one below the other.
constexpr qreal largeText = 1.5;

} // namespace

yaml::Path pathOf(const Place &place)
{
    switch (place.kind) {
    case Place::Kind::File: return {};
    case Place::Kind::Trigger: return {"on", place.event};
    case Place::Kind::Job: return {"jobs", place.job};
    case Place::Kind::Step: return {"jobs", place.job, "steps", place.step};
    case Place::Kind::Gate: return {"jobs", place.job, "environment"};
    }
    return {};
}

const workflow::Job *jobOf(const workflow::Document &document, const Place &place)
{
    return document.workflow().job(place.job);
}

const workflow::Step *stepOf(const workflow::Document &document, const Place &place)
{
    const workflow::Job *job = jobOf(document, place);
    const bool isThere = job && place.step >= 0 && place.step < std::ssize(job->steps);
    return isThere ? &job->steps[std::size_t(place.step)] : nullptr;
}

const workflow::Trigger *triggerOf(const workflow::Document &document, const Place &place)
{
    return document.workflow().on.find(place.event);
}

Form::Form(Desk &desk, Place place, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_place(std::move(place))
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(14, 12, 14, 16);
    m_column->setSpacing(12);
    m_column->addStretch(1);
}

yaml::Path Form::path() const
{
    return pathOf(m_place);
}

void Form::place(QWidget *widget, Section *section)
{
    if (section)
        section->content()->addWidget(widget);
    else
        m_column->insertWidget(m_column->count() - 1, widget);
}

void Form::addPair(Field *left, Field *right, Section *section)
{
    auto *pair = new QWidget(this);
    QBoxLayout *row =
        theme::textScale(font()) < largeText ? static_cast<QBoxLayout *>(new QHBoxLayout(pair)) : new QVBoxLayout(pair);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    for (Field *field : {left, right}) {
        row->addWidget(field, 1, Qt::AlignTop);
        m_fields.append(field);
    }
    place(pair, section);
}

Section *Form::addSection(const QString &title, bool isSet)
{
    auto *section = new Section(title, isSet, this);
    place(section);
    return section;
}

void Form::follow()
{
    const auto fields = m_fields;
    for (Field *field : fields)
        field->follow();
}

void Form::setFindings(const QList<diagnostics::Finding> &findings)
{
    const QList<Field *> fields = findChildren<Field *>();
    QHash<Field *, QList<diagnostics::Finding>> byField;
    QList<diagnostics::Finding> others;
    for (const diagnostics::Finding &finding : findings) {
        Field *best = nullptr;
        for (Field *field : fields) {
            const bool isNearer = !best || field->path().size() > best->path().size();
            if (isNearer && !field->isHidden() && field->holds(finding.range))
                best = field;
        }
        (best ? byField[best] : others).append(finding);
    }
    for (Field *field : fields)
        field->setFindings(byField.value(field));
    while (m_notes.size() < others.size()) {
        m_notes.append(new Note(this));
        m_column->insertWidget(int(m_notes.size()) - 1, m_notes.last());
    }
    for (qsizetype at = 0; at < m_notes.size(); ++at) {
        if (at < others.size())
            sayFinding(*m_notes.at(at), m_desk, others.at(at));
        else
            m_notes.at(at)->say(base::Status::Unknown, {});
    }
}

bool Form::focusFirst()
{
    const auto fields = m_fields;
    return std::ranges::any_of(fields, [](Field *field) { return field->isVisible() && field->takeFocus(); });
}

} // namespace slipway::inspector
