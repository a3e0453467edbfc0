#include "github/checks.h"

using namespace Qt::StringLiterals;

namespace slipway::github {

using base::json::Object;

CheckRun readCheckRun(const Object &object)
{
    CheckRun check;
    check.id = object.integer("id"_L1);
    check.name = object.text("name"_L1);
    check.phase = phaseOf(object.text("status"_L1));
    check.conclusion = conclusionOf(object.maybeText("conclusion"_L1).value_or(QString()));
    check.startedAt = object.maybeTime("started_at"_L1);
    check.completedAt = object.maybeTime("completed_at"_L1);
    const Object output = object.object("output"_L1);
    check.title = output.maybeText("title"_L1).value_or(QString());
    check.summary = output.maybeText("summary"_L1).value_or(QString());
    check.annotations = output.integer("annotations_count"_L1);
    if (const auto app = object.maybeObject("app"_L1))
        check.app = app->text("name"_L1);
    check.page = QUrl(object.maybeText("details_url"_L1).value_or(QString()));
    return check;
}

Annotation readAnnotation(const Object &object)
{
    using enum Annotation::Level;
    Annotation annotation;
    annotation.path = object.text("path"_L1);
    annotation.firstLine = object.integer("start_line"_L1);
    annotation.lastLine = object.integer("end_line"_L1);
    annotation.level =
        base::word<Annotation::Level>(object.maybeText("annotation_level"_L1).value_or(QString()),
                                      {{"notice"_L1, Notice}, {"warning"_L1, Warning}, {"failure"_L1, Failure}});
    annotation.title = object.maybeText("title"_L1).value_or(QString());
    annotation.message = object.maybeText("message"_L1).value_or(QString());
    return annotation;
}

} // namespace slipway::github
