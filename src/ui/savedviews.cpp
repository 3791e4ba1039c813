// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "savedviews.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace t6::ui {

namespace {

class Views
{
    Q_DECLARE_TR_FUNCTIONS(t6::ui::SavedViews)
};

SavedView builtIn(const char* id, const QString& name, std::vector<Readiness> readiness, IssueMask issues = 0)
{
    SavedView view{QString::fromLatin1(id), name, {}, {}, true};
    view.query.readiness = std::move(readiness);
    view.query.anyIssue = issues;
    return view;
}

} // namespace

QList<SavedView> builtInViews()
{
    return {builtIn("needs-review", Views::tr("Needs review"), {Readiness::NeedsReview}), builtIn("ready", Views::tr("Ready to ship"), {Readiness::ReadyToShip}),
        builtIn("on-hold", Views::tr("On hold"), {Readiness::OnHold}), builtIn("split", Views::tr("Split needed"), {}, bit(CheckCode::SplitNeeded)),
        builtIn("open", Views::tr("All open"), {}), builtIn("waiting", Views::tr("Waiting"), {Readiness::WaitingOnMerchant})};
}

QByteArray viewsToJson(const QList<SavedView>& views)
{
    QJsonArray list;
    for (const SavedView& view : views) {
        if (view.builtIn)
            continue;
        QJsonArray readiness, issues;
        for (Readiness word : view.query.readiness)
            readiness.append(QLatin1String(readinessName(word)));
        for (const CheckInfo& info : allChecks()) {
            if (view.query.anyIssue & bit(info.code))
                issues.append(QLatin1String(info.name));
        }
        list.append(QJsonObject{{QStringLiteral("id"), view.id}, {QStringLiteral("name"), view.name}, {QStringLiteral("readiness"), readiness},
            {QStringLiteral("issues"), issues}, {QStringLiteral("text"), view.query.text}, {QStringLiteral("sort"), static_cast<int>(view.query.sortBy)},
            {QStringLiteral("descending"), view.query.descending}, {QStringLiteral("columns"), QString::fromLatin1(view.columns.toBase64())}});
    }
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

QList<SavedView> viewsFromJson(const QByteArray& json)
{
    QList<SavedView> views;
    const QJsonArray list = QJsonDocument::fromJson(json).array();
    for (const QJsonValue& value : list) {
        const QJsonObject object = value.toObject();
        SavedView view;
        view.id = object.value(QLatin1String("id")).toString();
        view.name = object.value(QLatin1String("name")).toString();
        if (view.id.isEmpty() || view.name.isEmpty())
            continue;
        const QJsonArray readiness = object.value(QLatin1String("readiness")).toArray();
        for (const QJsonValue& word : readiness) {
            for (int i = 0; i <= static_cast<int>(Readiness::Closed); ++i) {
                if (word.toString() == QLatin1String(readinessName(static_cast<Readiness>(i))))
                    view.query.readiness.push_back(static_cast<Readiness>(i));
            }
        }
        const QJsonArray issues = object.value(QLatin1String("issues")).toArray();
        for (const QJsonValue& word : issues) {
            if (const auto code = checkByName(word.toString()))
                view.query.anyIssue |= bit(*code);
        }
        view.query.text = object.value(QLatin1String("text")).toString();
        const int sort = object.value(QLatin1String("sort")).toInt(static_cast<int>(QueueColumn::Age));
        if (sort >= 0 && sort < static_cast<int>(QueueColumn::Count))
            view.query.sortBy = static_cast<QueueColumn>(sort);
        view.query.descending = object.value(QLatin1String("descending")).toBool();
        view.columns = QByteArray::fromBase64(object.value(QLatin1String("columns")).toString().toLatin1());
        views += view;
    }
    return views;
}

} // namespace t6::ui
