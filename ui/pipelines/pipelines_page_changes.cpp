#include "pipelines_page/editor_view.h"
#include "pipelines_page/outside_sheet.h"
#include "pipelines_page/pipelines_page.h"
#include "pipelines_page/propose_sheet.h"
#include "widgets/plain_words.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

// What becomes of a file's changes: begun, proposed, saved, dropped, met by another program's.
namespace slipway::pipelines_page {

void PipelinesPage::newWorkflow()
{
    QStringList taken;
    for (const WorkflowEntry &entry : m_entries->entries())
        taken.append(entry.path.section(u'/', -1));
    auto *sheet = new TemplateSheet(taken, this);
    connect(sheet, &TemplateSheet::chosen, this, [this](const QString &name, const QByteArray &text) {
        const editing::OpenFile *file = m_setup.desk->create(name, text);
        setMode(Mode::Edit);
        refreshEntries();
        choose(file->origin().path);
    });
    sheet->open();
}

void PipelinesPage::propose()
{
    const QString path = m_path;
    auto *sheet = new ProposeSheet(&m_setup.desk->proposer(path), m_setup.desk->draftProposal(path),
                                   m_setup.desk->changesInWords(path), m_setup.desk->proposal(path), this);
    connect(sheet, &ProposeSheet::proposed, this,
            [this, path](qint64 number, const QUrl &page) { Q_EMIT proposed(path, number, page); });
    sheet->open();
}

void PipelinesPage::save()
{
    m_setup.desk->save(m_path);
}

void PipelinesPage::discard()
{
    auto *sheet = new widgets::Sheet(this);
    sheet->setObjectName(u"discardSheet"_s);
    sheet->setTitle(tr("Discard changes of %1").arg(fileName()), u"action-reject"_s);
    sheet->setSubtitle(tr("The repository's version comes back. This cannot be undone."));
    auto *words = new QLabel(m_setup.desk->changesInWords(m_path).join(u'\n'));
    widgets::showAsWritten(*words);
    words->setWordWrap(true);
    sheet->body()->addWidget(words);
    sheet->setVerb(tr("Discard changes"), true);
    connect(sheet, &widgets::Sheet::confirmed, this, [this, sheet, path = m_path] {
        sheet->close();
        if (m_setup.desk->file(path)->origin().isNew) {
            m_editor->setFile(nullptr);
            m_path.clear();
        }
        m_setup.desk->discard(path);
        refreshEntries();
    });
    sheet->open();
}

void PipelinesPage::toldOutside(const desk::OutsideChange &change)
{
    // What was asked before is about a disk that is another one now.
    if (OutsideSheet *before = m_outside.value(change.path))
        before->close();
    auto *sheet = new OutsideSheet(change, m_setup.desk->file(change.path), this);
    m_outside.insert(change.path, sheet);
    connect(sheet, &OutsideSheet::resolved, this,
            [this, change](desk::Desk::Resolution resolution) { m_setup.desk->resolve(change, resolution); });
    sheet->open();
}

} // namespace slipway::pipelines_page
