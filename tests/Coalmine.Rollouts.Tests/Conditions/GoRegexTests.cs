using Coalmine.Rollouts.Conditions.Values;
using Xunit;

namespace Coalmine.Rollouts.Tests.Conditions;

/// <summary>Regular expressions read as Go's package regexp documents them, where .NET would read them differently.</summary>
public sealed class GoRegexTests
{
    [Theory]
    [InlineData("^a$", "a\n", false)]
    [InlineData(@"^\d+$", "٣", false)]
    [InlineData(@"\w", "é", false)]
    [InlineData(@"^[\d.]+$", "1.5", true)]
    [InlineData(@"^[]a]$", "]", true)]
    [InlineData("(?P<name>b)", "abc", true)]
    [InlineData("(?i)ERROR", "an error", true)]
    [InlineData(@"a\.b", "axb", false)]
    [InlineData(".*", "", true)]
    public void IsMatch_FollowsGo(string pattern, string text, bool expected) => Assert.Equal(expected, GoRegex.Compile(pattern)!.IsMatch(text));

    [Theory]
    [InlineData("*")]
    [InlineData("(")]
    [InlineData("a(?=b)")]
    [InlineData(@"(a)\1")]
    [InlineData("[a-z-[b]]")]
    [InlineData("[[:alpha:]]")]
    public void Compile_WhatGoRefusesOrCannotBeHad_IsNothing(string pattern) => Assert.Null(GoRegex.Compile(pattern));
}
