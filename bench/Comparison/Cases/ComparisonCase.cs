using Comparison.Contenders;
using Comparison.Measuring;

namespace Comparison.Cases;

/// <summary>One line of work that several contenders do.</summary>
/// <param name="Name">For <c>--case</c>.</param>
/// <param name="Title">What is measured, in a line.</param>
/// <param name="Unit">What the contenders' figures are in.</param>
/// <param name="Contenders">In the order in which they take turns.</param>
/// <param name="Targets">What is demanded of the figures.</param>
internal sealed record ComparisonCase(
    string Name, string Title, Unit Unit, IReadOnlyList<Contender> Contenders, IReadOnlyList<Target> Targets);
