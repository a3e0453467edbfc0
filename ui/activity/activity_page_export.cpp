#include "activity_page/activity_page.h"
#include "activity_page/filter_pane.h"
#include "base/format.h"
#include "operations/export.h"

#include <QFileDialog>
#include <QSaveFile>

using namespace Qt::StringLiterals;

// The audit log as a file for others.
namespace slipway::activity_page {

namespace {

/// A file for others holds at most so many lines.
constexpr int mostExported = 100'000;

base::Done writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return std::unexpected(base::makeError(base::Error::Kind::Internal,
                                           ActivityPage::tr("%1 cannot be written: %2").arg(path, file.errorString()),
                                           ActivityPage::tr("Choose another folder.")));
}

} // namespace

void ActivityPage::exportLog(const QString &path)
{
    operations::AuditQuery query = queryOf(m_filter->wanted(m_setup.clock->now()));
    query.limit = mostExported;
    if (!path.isEmpty()) {
        write(this, m_setup.runner, query, path);
        return;
    }
    const QString day = m_setup.clock->now().toLocalTime().date().toString(Qt::ISODate);
    auto *dialog = new QFileDialog(this, tr("Export log"), u"activity-%1.csv"_s.arg(day));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Table for spreadsheets (*.csv)"), tr("Markdown (*.md)")});
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains("md"_L1) ? u"md"_s : u"csv"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, query](const QString &file) { write(this, m_setup.runner, query, file); });
    dialog->open();
}

QCoro::Task<void> ActivityPage::write(QPointer<ActivityPage> page, QPointer<operations::Runner> runner,
                                      operations::AuditQuery query, QString path)
{
    if (!runner)
        co_return;
    const auto lines = co_await runner->audit(query);
    if (!page)
        co_return;
    if (!lines) {
        emit page->said(base::Status::Failure, base::sentence(lines.error()));
        co_return;
    }
    const bool isMarkdown = path.endsWith(".md"_L1, Qt::CaseInsensitive);
    const auto written = writeFile(path, isMarkdown ? operations::markdownOf(*lines) : operations::csvOf(*lines));
    if (written)
        emit page->said(base::Status::Success,
                        tr("Wrote %1 lines to %2.").arg(base::format::count(lines->size()), path));
    else
        emit page->said(base::Status::Failure, base::sentence(written.error()));
}

} // namespace slipway::activity_page
