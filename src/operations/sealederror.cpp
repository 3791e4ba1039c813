// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "sealederror.h"

#include <core/errorname.h>

#include <QCborValue>

namespace t6::operations {

namespace {

enum Key { Domain = 1, Code, Detail, HttpStatus, Field }; // append only

} // namespace

QCborMap sealedError(const Error& error)
{
    return {{Domain, static_cast<int>(error.domain)}, {Code, QString::fromLatin1(errorName(error.code))}, {Detail, error.detail}, {HttpStatus, error.httpStatus}, {Field, error.field}};
}

Error openedError(const QCborMap& map)
{
    return {static_cast<ErrorDomain>(map.value(Domain).toInteger()), errorByName(map.value(Code).toString()), map.value(Detail).toString(), static_cast<int>(map.value(HttpStatus).toInteger()), {},
        map.value(Field).toString()};
}

} // namespace t6::operations
