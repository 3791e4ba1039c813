// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// Empty: the headers that compiler.cmake lists are compiled with it.
